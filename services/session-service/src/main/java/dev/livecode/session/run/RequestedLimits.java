package dev.livecode.session.run;

import static java.util.Objects.requireNonNullElse;

import dev.livecode.contracts.RunLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits that a client asks for; what is null is the language's own. */
public record RequestedLimits(
    @Nullable Long wallTimeMs,
    @Nullable Long cpuTimeMs,
    @Nullable Long memoryBytes,
    @Nullable Long outputBytes) {

  static final RequestedLimits NONE = new RequestedLimits(null, null, null, null);

  /** With less, no bundled runtime gets as far as the program. */
  static final long LEAST_MEMORY_BYTES = 16L * 1024 * 1024;

  private static final RunLimits LEAST = new RunLimits(1, 1, LEAST_MEMORY_BYTES, 1);
  private static final RunLimits UNBOUNDED =
      new RunLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** What is wrong with them in every language, in sentences. */
  public List<String> impossible() {
    return beyond(UNBOUNDED);
  }

  /** What of them a language with these limits does not allow, in sentences. */
  List<String> beyond(RunLimits own) {
    List<String> details = new ArrayList<>();
    check("wall_time_ms", wallTimeMs, LEAST.wallTimeMs(), own.wallTimeMs(), details);
    check("cpu_time_ms", cpuTimeMs, LEAST.cpuTimeMs(), own.cpuTimeMs(), details);
    check("memory_bytes", memoryBytes, LEAST.memoryBytes(), own.memoryBytes(), details);
    check("output_bytes", outputBytes, LEAST.outputBytes(), own.outputBytes(), details);
    return details;
  }

  private static void check(
      String field, @Nullable Long value, long least, long most, List<String> details) {
    if (value != null && value < least) {
      details.add("limits." + field + " must be at least " + least);
    } else if (value != null && value > most) {
      details.add("limits." + field + " must be at most " + most);
    }
  }

  /** The limits in force in a language that allows them. */
  RunLimits in(RunLimits own) {
    return new RunLimits(
        requireNonNullElse(wallTimeMs, own.wallTimeMs()),
        requireNonNullElse(cpuTimeMs, own.cpuTimeMs()),
        requireNonNullElse(memoryBytes, own.memoryBytes()),
        requireNonNullElse(outputBytes, own.outputBytes()));
  }
}
