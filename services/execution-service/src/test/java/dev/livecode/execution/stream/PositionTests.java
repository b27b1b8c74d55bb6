package dev.livecode.execution.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.errors.RefusedException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTests {

  private static final UUID RUN = UUID.fromString("01a20712-8c83-7729-9f55-6f087791f47a");
  private static final UUID ATTEMPT = UUID.fromString("11111111-8c83-4729-9f55-6f087791f47a");

  @Test
  void saysHowFar() {
    assertThat(Position.of(RUN, ATTEMPT, 12, 3)).hasToString(RUN + "." + ATTEMPT + ".12.3");
    assertThat(Position.of(RUN, null, 0, 0)).hasToString(RUN + ".0.0.0");
    assertThat(Position.ofEnd(RUN)).hasToString(RUN + ".end");
  }

  @Test
  void isReadAsItWasWritten() {
    for (Position position :
        new Position[] {
          Position.of(RUN, ATTEMPT, 12, 3), Position.of(RUN, null, 0, 0), Position.ofEnd(RUN)
        }) {
      assertThat(Position.parse(position.toString(), RUN)).isEqualTo(position);
    }
  }

  @Test
  void isNoneWhereNothingIsSaid() {
    assertThat(Position.parse(null, RUN)).isNull();
    assertThat(Position.parse("", RUN)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "RUN",
        "RUN.",
        "RUN.0.1.0",
        "RUN.0",
        "RUN.END",
        "RUN.end.end",
        "RUN.ATTEMPT.1",
        "RUN.ATTEMPT.-1.0",
        "RUN.ATTEMPT.1.9999999999999999",
        "RUN.ATTEMPT.1.٣",
        "ATTEMPT.0.0.0",
        "ATTEMPT.end",
        "ATTEMPT.ATTEMPT.0.0"
      })
  void isRefusedWhereItIsNoneOfThisRun(String id) {
    String actual = id.replace("RUN", RUN.toString()).replace("ATTEMPT", ATTEMPT.toString());

    assertThatThrownBy(() -> Position.parse(actual, RUN)).isInstanceOf(RefusedException.class);
  }
}
