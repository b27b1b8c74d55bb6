package dev.livecode.testing.figures;

import java.time.Duration;
import java.util.List;

/**
 * Measured durations, in milliseconds.
 *
 * @param p50 the median: half took at most this
 */
public record Sample(int count, double p50, double p95, double p99, double max) {

  /**
   * @throws IllegalArgumentException when nothing was measured
   */
  public static Sample of(List<Duration> durations) {
    if (durations.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    double[] sorted = durations.stream().mapToDouble(it -> it.toNanos() / 1e6).sorted().toArray();
    return new Sample(
        sorted.length,
        percentile(sorted, 0.50),
        percentile(sorted, 0.95),
        percentile(sorted, 0.99),
        sorted[sorted.length - 1]);
  }

  // Nearest rank: always a value that was measured.
  private static double percentile(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  String columns() {
    return "%6d  %8.1f  %8.1f  %8.1f  %8.1f".formatted(count, p50, p95, p99, max);
  }
}
