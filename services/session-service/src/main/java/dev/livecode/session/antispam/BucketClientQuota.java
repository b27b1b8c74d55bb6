package dev.livecode.session.antispam;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Buckets for opening, saving and typing, all of them refilled evenly. */
@Component
class BucketClientQuota implements ClientQuota {

  private final Buckets buckets;
  private final QuotaProperties properties;
  private final BucketLimit openings;
  private final BucketLimit saves;
  private final BucketLimit savesOfSession;
  private final BucketLimit inputs;

  BucketClientQuota(Buckets buckets, QuotaProperties properties) {
    this.buckets = buckets;
    this.properties = properties;
    this.openings =
        BucketLimit.even(properties.session().perWindow(), properties.session().window());
    this.saves = BucketLimit.even(properties.save().perWindow(), properties.save().window());
    this.savesOfSession =
        BucketLimit.even(properties.save().perSession(), properties.save().window());
    this.inputs = BucketLimit.even(properties.input().perWindow(), properties.input().window());
  }

  @Override
  public Optional<Exceeded> takeOpening(String address) {
    return properties.session().enabled()
        ? take("open:" + address, openings, "Sessions opened from one address")
        : Optional.empty();
  }

  /** The session first: one that saves without end takes nothing from others at its address. */
  @Override
  public Optional<Exceeded> takeSave(UUID session, String address) {
    return properties.save().enabled()
        ? take("saved:" + session, savesOfSession, "Saves of one session")
            .or(() -> take("save:" + address, saves, "Saves from one address"))
        : Optional.empty();
  }

  @Override
  public Optional<Exceeded> takeInput(UUID execution) {
    return properties.input().enabled()
        ? take("typed:" + execution, inputs, "Inputs of one run")
        : Optional.empty();
  }

  private Optional<Exceeded> take(String key, BucketLimit limit, String what) {
    ConsumptionProbe probe;
    try {
      probe =
          buckets.ask(key, limit, it -> it.asVerbose().tryConsumeAndReturnRemaining(1)).getValue();
    } catch (UncountableException e) {
      return Optional.empty(); // Promised: without Redis there is no limit here.
    }
    if (probe.isConsumed()) {
      return Optional.empty();
    }
    Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
    return Optional.of(
        new Exceeded(List.of(what + " are limited", "Try again in " + Waiting.words(wait)), wait));
  }
}
