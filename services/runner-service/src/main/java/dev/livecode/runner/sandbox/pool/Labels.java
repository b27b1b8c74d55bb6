package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.identity.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What our containers say of themselves. Labels can't be changed later. */
final class Labels {

  static final Map<String, String> SANDBOX = Map.of("livecode.role", "sandbox");
  static final String RUNNER = "livecode.runner";
  static final String LEASE = "livecode.lease";

  /** A date, which runners of older versions look at. */
  private static final String EXPIRES = "livecode.expires";

  private static final Duration UNSAID = Duration.ofMinutes(15);

  static Map<String, String> of(RunnerName runner, Duration lease, Instant now) {
    return Map.of(
        "livecode.role",
        "sandbox",
        RUNNER,
        runner.value(),
        LEASE,
        String.valueOf(lease.toSeconds()),
        EXPIRES,
        String.valueOf(now.plus(lease).getEpochSecond()));
  }

  /**
   * How long a container may be looked at before it is anybody's to remove. One that does not say
   * so may be of a runner of another version, and alive.
   */
  static Duration lease(@Nullable Map<String, String> labels) {
    String value = labels == null ? null : labels.get(LEASE);
    try {
      return value == null ? UNSAID : Duration.ofSeconds(Long.parseLong(value));
    } catch (NumberFormatException e) {
      return UNSAID;
    }
  }

  private Labels() {}
}
