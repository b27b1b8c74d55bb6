package dev.livecode.session.antispam;

import java.time.Duration;
import java.util.List;

/**
 * Somebody has asked too often.
 *
 * @param details sentences that say which limits those are, and how long to wait
 * @param retryAfter until the next time may be asked for
 */
public record Exceeded(List<String> details, Duration retryAfter) {

  public Exceeded {
    details = List.copyOf(details);
  }
}
