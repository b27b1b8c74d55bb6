package dev.livecode.session.rerun;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch has shown so far.
 *
 * @param same how many did the same again
 * @param kinds how often something of the kind differs; one run may differ in several
 */
public record Report(
    Batch batch,
    Counts counts,
    long same,
    long different,
    Map<Difference, Long> kinds,
    List<Line> differences) {

  /** A run that did not do the same again. */
  public record Line(
      UUID origin,
      UUID executionId,
      Set<Difference> differs,
      Seen.Outline before,
      Seen.Outline after) {}

  static Report of(Batch batch, Counts counts, List<Compared> compared, TimeRule rule) {
    List<Line> differences =
        compared.stream().map(it -> line(it, rule)).filter(it -> !it.differs().isEmpty()).toList();
    Map<Difference, Long> kinds = new EnumMap<>(Difference.class);
    differences.forEach(line -> line.differs().forEach(it -> kinds.merge(it, 1L, Long::sum)));
    long different = differences.size();
    return new Report(batch, counts, compared.size() - different, different, kinds, differences);
  }

  private static Line line(Compared run, TimeRule rule) {
    Comparison comparison = run.comparison();
    return new Line(
        run.original(),
        run.rerun(),
        comparison.differs(rule),
        comparison.original(),
        comparison.rerun());
  }
}
