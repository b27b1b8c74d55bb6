package dev.livecode.session.antispam;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
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
  private final QuotaSettings.Runs settings;
  private final BucketLimit limit;

  BucketRunQuota(Buckets buckets, QuotaSettings settings) {
    this.buckets = buckets;
    this.settings = settings.run();
    this.limit = limit(settings.run());
  }

  static BucketLimit limit(QuotaSettings.Runs runs) {
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
  public Permit take(UUID session) {
    if (!settings.enabled()) {
      return () -> {};
    }
    String key = "run:" + session;
    VerboseResult<ConsumptionProbe> answer = ask(key);
    if (!answer.getValue().isConsumed()) {
      throw refusal(answer);
    }
    return () -> giveBack(key);
  }

  private VerboseResult<ConsumptionProbe> ask(String key) {
    try {
      return buckets.ask(key, limit, bucket -> bucket.asVerbose().tryConsumeAndReturnRemaining(1));
    } catch (UncountableException e) {
      throw RefusedException.unavailable("Runs can't be counted now");
    }
  }

  private void giveBack(String key) {
    try {
      var _ = buckets.ask(key, limit, bucket -> bucket.asVerbose().addTokens(1));
    } catch (UncountableException e) {
      // Already logged; the session waits for the limit once more than it should.
    }
  }

  private RefusedException refusal(VerboseResult<ConsumptionProbe> answer) {
    long[] left = answer.getDiagnostics().getAvailableTokensPerEachBandwidth();
    Duration wait = Duration.ofNanos(answer.getValue().getNanosToWaitForRefill());
    List<String> details = new ArrayList<>();
    if (left[COOLDOWN] < 1) {
      details.add("At least " + Waiting.words(settings.cooldown()) + " between two runs");
    }
    if (left[WINDOW] < 1) {
      details.add(
          "At most " + settings.perWindow() + " runs in " + Waiting.words(settings.window()));
    }
    details.add("Try again in " + Waiting.words(wait));
    return RefusedException.until(Problem.TOO_MANY_RUNS, wait, details);
  }
}
