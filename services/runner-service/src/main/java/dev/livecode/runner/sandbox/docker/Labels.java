package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.identity.RunnerName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What our containers say of themselves. Labels can't be changed later. */
final class Labels {

  static final Map<String, String> SANDBOX = Map.of("livecode.role", "sandbox");
  static final String RUNNER = "livecode.runner";
  static final String EXPIRES = "livecode.expires";

  static Map<String, String> of(RunnerName runner, Instant expires) {
    return Map.of(
        "livecode.role",
        "sandbox",
        RUNNER,
        runner.value(),
        EXPIRES,
        String.valueOf(expires.getEpochSecond()));
  }

  /** When a container is anybody's to remove; one that does not say so is so now. */
  static Instant expires(@Nullable Map<String, String> labels) {
    String value = labels == null ? null : labels.get(EXPIRES);
    try {
      return value == null ? Instant.EPOCH : Instant.ofEpochSecond(Long.parseLong(value));
    } catch (NumberFormatException e) {
      return Instant.EPOCH;
    }
  }

  private Labels() {}
}
