package dev.livecode.runner.sandbox.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.runner.sandbox.pool.Orphans.Listed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrphansTests {

  private static Listed listed(String runner, String state, Duration seen) {
    return new Listed("id", "name", runner, state, seen, Duration.ofMinutes(11));
  }

  private static boolean isOrphan(Listed container, boolean isKnown, boolean seenExited) {
    return !Orphans.among(
            List.of(container), _ -> isKnown, "me", seenExited ? Set.of("id") : Set.of())
        .isEmpty();
  }

  @Test
  void aLivingSiblingsContainerIsSpared() {
    assertThat(isOrphan(listed("other", "running", Duration.ofMinutes(10)), false, false))
        .isFalse();
  }

  @Test
  void whatIsPastItsLeaseGoesWhoeverMadeIt() {
    assertThat(isOrphan(listed("other", "running", Duration.ofMinutes(12)), false, false)).isTrue();
  }

  @Test
  void aContainerThatSaysNoLeaseIsSparedForAWhile() {
    assertThat(Labels.lease(null)).isGreaterThan(Duration.ofMinutes(11));
    assertThat(Labels.lease(Map.of(Labels.LEASE, "soon"))).isGreaterThan(Duration.ofMinutes(11));
    assertThat(Labels.lease(Map.of(Labels.LEASE, "90"))).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void whatIsKnownIsSpared() {
    assertThat(isOrphan(listed("me", "running", Duration.ofMinutes(12)), true, false)).isFalse();
    assertThat(isOrphan(listed("me", "exited", Duration.ZERO), true, true)).isFalse();
  }

  @Test
  void whatIsOursAndUnknownGoes() {
    assertThat(isOrphan(listed("me", "running", Duration.ZERO), false, false)).isTrue();
  }

  @Test
  void anothersExitedOneGoesAtTheSecondLook() {
    Listed exited = listed("other", "exited", Duration.ofSeconds(5));
    assertThat(isOrphan(exited, false, false)).isFalse();
    assertThat(isOrphan(exited, false, true)).isTrue();
  }

  @Test
  void anothersUnstartedOneGoesAfterAMinute() {
    assertThat(isOrphan(listed("other", "created", Duration.ofSeconds(30)), false, false))
        .isFalse();
    assertThat(isOrphan(listed("other", "created", Duration.ofSeconds(61)), false, false)).isTrue();
  }
}
