package dev.livecode.session.antispam;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations in words. */
final class Waiting {

  /** For example {@code 1.3 s}; never less than there is. */
  static String words(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toNanos(), 9)
            .setScale(1, RoundingMode.CEILING)
            .stripTrailingZeros();
    return seconds.toPlainString() + " s";
  }

  private Waiting() {}
}
