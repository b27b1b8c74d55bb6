package dev.livecode.session.antispam;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Buckets for opening and saving, all of them refilled evenly. */
@Component
class BucketClientQuota implements ClientQuota {

  private final Buckets buckets;
  private final QuotaSettings settings;
  private final BucketLimit openings;
  private final BucketLimit saves;
  private final BucketLimit savesOfSession;

  BucketClientQuota(Buckets buckets, QuotaSettings settings) {
    this.buckets = buckets;
    this.settings = settings;
    this.openings = BucketLimit.even(settings.session().perWindow(), settings.session().window());
    this.saves = BucketLimit.even(settings.save().perWindow(), settings.save().window());
    this.savesOfSession = BucketLimit.even(settings.save().perSession(), settings.save().window());
  }

  @Override
  public void takeOpening(String address) {
    if (settings.session().enabled()) {
      take("open:" + address, openings, "Sessions opened from one address");
    }
  }

  /** The session first: one that saves without end takes nothing from others at its address. */
  @Override
  public void takeSave(UUID session, String address) {
    if (settings.save().enabled()) {
      take("saved:" + session, savesOfSession, "Saves of one session");
      take("save:" + address, saves, "Saves from one address");
    }
  }

  private void take(String key, BucketLimit limit, String what) {
    ConsumptionProbe probe;
    try {
      probe =
          buckets.ask(key, limit, it -> it.asVerbose().tryConsumeAndReturnRemaining(1)).getValue();
    } catch (UncountableException e) {
      return; // Promised: without Redis there is no limit here.
    }
    if (!probe.isConsumed()) {
      Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
      throw RefusedException.until(
          Problem.TOO_MANY_REQUESTS,
          wait,
          List.of(what + " are limited", "Try again in " + Waiting.words(wait)));
    }
  }
}
