package dev.livecode.session.antispam;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Duration;
import java.util.Arrays;

/** What a kind of bucket allows, and so what a bucket of this kind can be like. */
record BucketLimit(BucketConfiguration configuration) {

  /** So many at once, refilled evenly over the window. */
  static BucketLimit even(long tokens, Duration window) {
    return new BucketLimit(
        BucketConfiguration.builder()
            .addLimit(Bandwidth.builder().capacity(tokens).refillGreedy(tokens, window).build())
            .build());
  }

  /** Whether a bucket of this kind can say that. */
  boolean canAnswer(VerboseResult<?> answer) {
    return configuration.equals(answer.getConfiguration())
        && (!(answer.getValue() instanceof ConsumptionProbe probe)
            || probe.getNanosToWaitForRefill() <= longestWait());
  }

  /** Whether a bucket of this kind can be in this state. */
  boolean canBe(RemoteBucketState state) {
    long untilFull = state.calculateFullRefillingTime(System.currentTimeMillis() * 1_000_000);
    return configuration.equals(state.getConfiguration())
        && state.getAvailableTokens() >= 0
        && untilFull >= 0
        && untilFull <= longestWait();
  }

  /** The longest period, twice because clocks differ; more is from a clock that was wrong. */
  private long longestWait() {
    return 2
        * Arrays.stream(configuration.getBandwidths())
            .mapToLong(Bandwidth::getRefillPeriodNanos)
            .max()
            .orElseThrow();
  }
}
