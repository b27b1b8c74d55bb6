package dev.livecode.execution.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.errors.RefusedException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTests {

  @Test
  void whatIsNotSaidIsTheUsual() {
    assertThat(Parameters.limit(null, 20, 200)).isEqualTo(20);
    assertThat(Parameters.position(null)).isNull();
    assertThat(Parameters.data(null)).isFalse();
    assertThat(Parameters.time("at", null)).isNull();
    assertThat(Parameters.word("runner", null)).isNull();
    assertThat(Parameters.oneOf("status", null, statuses())).isNull();
  }

  @Test
  void whatIsSaidIsRead() {
    assertThat(Parameters.limit("200", 20, 200)).isEqualTo(200);
    assertThat(Parameters.position("0")).isZero();
    assertThat(Parameters.data("true")).isTrue();
    assertThat(Parameters.data("false")).isFalse();
    assertThat(Parameters.time("at", "2026-11-01T09:30:00.120Z"))
        .isEqualTo(Instant.parse("2026-11-01T09:30:00.120Z"));
    assertThat(Parameters.oneOf("status", "QUEUED", statuses())).isEqualTo(ExecutionStatus.QUEUED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "201", "-1", "", "1.5", "x", "1,2", "99999999999999999999", "\u0661"})
  void aLimitIsANumberInItsBounds(String text) {
    assertRefused(() -> Parameters.limit(text, 20, 200), "limit must be a number from 1 to 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "2026-11-01", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
  void aTimeIsOneThatCanBeStored(String text) {
    assertRefused(() -> Parameters.time("from", text), "from must be a time such as 2026-");
  }

  @Test
  void whatCantBeReadIsToldInWords() {
    assertRefused(() -> Parameters.data("yes"), "data must be true or false");
    assertRefused(() -> Parameters.position("-1"), "position must be a number from 0 to");
    assertRefused(() -> Parameters.word("runner", "a\0b"), "runner must be a name");
    assertRefused(() -> Parameters.word("runner", ""), "runner must be a name");
    assertRefused(
        () -> Parameters.oneOf("status", "queued", statuses()),
        "status must be one of QUEUED, RUNNING, COMPLETED, FAILED, TIMEOUT");
  }

  private static List<ExecutionStatus> statuses() {
    return List.of(ExecutionStatus.values());
  }

  private static void assertRefused(ThrowingCallable reading, String says) {
    assertThatThrownBy(reading).isInstanceOf(RefusedException.class).hasMessageContaining(says);
  }
}
