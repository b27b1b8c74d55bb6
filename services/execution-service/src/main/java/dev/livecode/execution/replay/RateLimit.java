package dev.livecode.execution.replay;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/** At most so many records a second, over some seconds. */
final class RateLimit {

  /** A batch is taken as a whole, and no bucket gives more than it holds. */
  private static final int LARGEST_BATCH = 4_000;

  static Bucket of(int recordsASecond) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(Math.max(recordsASecond, LARGEST_BATCH))
                    .refillGreedy(recordsASecond, Duration.ofSeconds(1))
                    .initialTokens(recordsASecond))
        .build();
  }

  private RateLimit() {}
}
