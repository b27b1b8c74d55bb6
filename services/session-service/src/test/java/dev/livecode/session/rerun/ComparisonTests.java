package dev.livecode.session.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTests {

  private static final Seen COMPLETED = new Seen("COMPLETED", null, 0, 40L, 40L, "1\n", "");

  @Test
  void aRunThatDoesTheSameAgainDiffersInNothing() {
    assertThat(differs(COMPLETED, COMPLETED)).isEmpty();
  }

  @Test
  void whateverAClientSeesOtherwiseIsNamed() {
    assertThat(differs(COMPLETED, new Seen("COMPLETED", null, 0, 40L, 40L, "2\n", "")))
        .containsExactly(Difference.STDOUT);
    assertThat(differs(COMPLETED, new Seen("COMPLETED", null, 0, 40L, 40L, "1\n", "warning")))
        .containsExactly(Difference.STDERR);
    assertThat(differs(COMPLETED, new Seen("FAILED", "NON_ZERO_EXIT", 1, 40L, 40L, "1\n", "")))
        .containsExactly(Difference.STATUS, Difference.REASON, Difference.EXIT_CODE);
    assertThat(differs(failed("SIGNALED"), failed("MEMORY_LIMIT")))
        .containsExactly(Difference.REASON);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 300, false",
    "100, 301, true",
    "301, 100, true",
    "1, 200, false",
    "1, 201, true",
    "0, 199, false",
    "0, 200, true",
    "2000, 5000, false",
  })
  void aCpuTimeDiffersBeyondThreeTimesAndTwoHundredMilliseconds(
      long before, long after, boolean isDifferent) {
    Comparison comparison = Comparison.of(taking(before), taking(after));

    assertThat(comparison.differs(TimeRule.DEFAULT).equals(Set.of(Difference.TIME)))
        .isEqualTo(isDifferent);
  }

  @ParameterizedTest
  @CsvSource({"40, 900, false", "40, 1039, false", "40, 1040, true", "1000, 3000, false"})
  void aWallTimeDiffersBeyondThreeTimesAndASecondBecauseItTellsTheMachinesWorkToo(
      long before, long after, boolean isDifferent) {
    Seen slower = new Seen("COMPLETED", null, 0, after, 40L, "1\n", "");

    Comparison comparison =
        Comparison.of(new Seen("COMPLETED", null, 0, before, 40L, "1\n", ""), slower);

    assertThat(comparison.differs(TimeRule.DEFAULT).contains(Difference.TIME))
        .isEqualTo(isDifferent);
  }

  @Test
  void theReportHasWhatDiffersAndCountsTheRest() {
    var batch =
        new Batch(
            UUID.randomUUID(),
            new Selection("python", Instant.EPOCH, Instant.EPOCH),
            5,
            Batch.Status.COMPLETED,
            null,
            null,
            Instant.EPOCH,
            null);
    Compared other = compared(new Seen("COMPLETED", null, 0, 40L, 400L, "2\n", ""));
    List<Compared> all =
        Stream.of(compared(COMPLETED), other, compared(taking(130)), compared(taking(800)))
            .toList();

    Report report = Report.of(batch, new Counts(0, 0, 4, 0, 0), all, TimeRule.DEFAULT);

    assertThat(report.same()).isEqualTo(2);
    assertThat(report.different()).isEqualTo(2);
    assertThat(report.kinds())
        .containsOnly(entry(Difference.STDOUT, 1L), entry(Difference.TIME, 2L));
    assertThat(report.differences().getFirst())
        .isEqualTo(
            new Report.Line(
                other.original(),
                other.rerun(),
                Set.of(Difference.STDOUT, Difference.TIME),
                new Seen.Outline("COMPLETED", null, 0, 40, 40),
                new Seen.Outline("COMPLETED", null, 0, 40, 400)));
  }

  private static Compared compared(Seen after) {
    return new Compared(UUID.randomUUID(), UUID.randomUUID(), Comparison.of(COMPLETED, after));
  }

  private static Set<Difference> differs(Seen before, Seen after) {
    return Comparison.of(before, after).differs(TimeRule.DEFAULT);
  }

  private static Seen failed(@Nullable String reason) {
    return new Seen("FAILED", reason, null, 40L, 40L, "", "");
  }

  private static Seen taking(long ms) {
    return new Seen("COMPLETED", null, 0, 40L, ms, "1\n", "");
  }
}
