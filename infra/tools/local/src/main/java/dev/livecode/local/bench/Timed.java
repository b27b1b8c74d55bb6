package dev.livecode.local.bench;

import java.time.Duration;

/**
 * A run whose end was seen.
 *
 * @param total from the call to the end seen
 * @param program its own wall time
 */
record Timed(Duration total, Duration program) {

  /** The way around the program. */
  Duration around() {
    return total.minus(program);
  }
}
