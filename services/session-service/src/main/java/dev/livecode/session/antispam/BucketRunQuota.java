package dev.livecode.session.antispam;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * One bucket a session, with two bandwidths. The cooldown refills greedily: with one token that
 * means "so long after the last". Refilled at intervals it would allow two runs on both sides of an
 * interval's end. The window refills at intervals, which begin with the bucket.
 */
@Component
class BucketRunQuota implements RunQuota {

  private static final int COOLDOWN = 0;
  private static final int WINDOW = 1;

  private final Buckets buckets;
  private final QuotaProperties.Runs properties;
  private final BucketLimit limit;

  BucketRunQuota(Buckets buckets, QuotaProperties properties) {
    this.buckets = buckets;
    this.properties = properties.run();
    this.limit = limit(properties.run());
  }

  static BucketLimit limit(QuotaProperties.Runs runs) {
    return new BucketLimit(
        BucketConfiguration.builder()
            .addLimit(Bandwidth.builder().capacity(1).refillGreedy(1, runs.cooldown()).build())
            .addLimit(
                Bandwidth.builder()
                    .capacity(runs.perWindow())
                    .refillIntervally(runs.perWindow(), runs.window())
                    .build())
            .build());
  }

  @Override
  public Answer take(UUID session) {
    return properties.enabled() ? take("run:" + session) : (Permit) () -> {};
  }

  private Answer take(String key) {
    try {
      VerboseResult<ConsumptionProbe> answer =
          buckets.ask(key, limit, it -> it.asVerbose().tryConsumeAndReturnRemaining(1));
      return answer.getValue().isConsumed() ? (Permit) () -> giveBack(key) : refusal(answer);
    } catch (UncountableException e) {
      return new Uncountable();
    }
  }

  private void giveBack(String key) {
    try {
      var _ = buckets.ask(key, limit, bucket -> bucket.asVerbose().addTokens(1));
    } catch (UncountableException e) {
      // Already logged; the session waits for the limit once more than it should.
    }
  }

  private Refused refusal(VerboseResult<ConsumptionProbe> answer) {
    long[] left = answer.getDiagnostics().getAvailableTokensPerEachBandwidth();
    Duration wait = Duration.ofNanos(answer.getValue().getNanosToWaitForRefill());
    List<String> details = new ArrayList<>();
    if (left[COOLDOWN] < 1) {
      details.add("At least " + Waiting.words(properties.cooldown()) + " between two runs");
    }
    if (left[WINDOW] < 1) {
      details.add(
          "At most " + properties.perWindow() + " runs in " + Waiting.words(properties.window()));
    }
    details.add("Try again in " + Waiting.words(wait));
    return new Refused(new Exceeded(details, wait));
  }
}
