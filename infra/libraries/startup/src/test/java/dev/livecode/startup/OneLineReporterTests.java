package dev.livecode.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class OneLineReporterTests {

  @Test
  void manyLinesBecomeOne() {
    var analysis =
        new FailureAnalysis(
            "Failed to bind:\n\n    Property: a.b\n    Value: \"many\"\r\n    Reason: no number\n\n",
            "Change it.\n",
            new IllegalStateException());
    assertThat(OneLineReporter.line(analysis))
        .isEqualTo("Failed to bind: Property: a.b; Value: \"many\"; Reason: no number; Change it.");
  }

  @Test
  void nothingIsSaidToDoWhereNobodyKnows() {
    var analysis = new FailureAnalysis("It broke.", null, new IllegalStateException());
    assertThat(OneLineReporter.line(analysis)).isEqualTo("It broke.");
  }
}
