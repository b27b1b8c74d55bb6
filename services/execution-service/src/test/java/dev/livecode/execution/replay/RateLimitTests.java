package dev.livecode.execution.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import org.junit.jupiter.api.Test;

class RateLimitTests {

  @Test
  void aBatchLargerThanASecondsShareIsTakenAsAWholeLater() {
    Bucket limit = RateLimit.of(100);

    assertThat(limit.tryConsume(4_000)).isFalse();
    assertThat(limit.estimateAbilityToConsume(4_000).canBeConsumed()).isFalse();
    assertThat(limit.estimateAbilityToConsume(4_000).getNanosToWaitForRefill())
        .isBetween(38_000_000_000L, 39_500_000_000L);
  }
}
