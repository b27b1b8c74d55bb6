package dev.livecode.session.run;

import static java.util.Objects.requireNonNullElse;

import dev.livecode.contracts.RunLimits;
import dev.livecode.session.web.Violations;
import org.jspecify.annotations.Nullable;

/** Limits that a client asks for; what is missing is the language's own. */
record RequestedLimits(
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

  /** What is wrong in every language. */
  void requirePossible(Violations violations) {
    requireWithin(UNBOUNDED, violations);
  }

  /** The limits in force, or a refusal that names the bound. */
  RunLimits within(RunLimits own) {
    var violations = new Violations();
    requireWithin(own, violations);
    violations.refuseIfAny();
    return tightest(own);
  }

  /** The limits in force: never more than the language's own. */
  RunLimits tightest(RunLimits own) {
    return new RunLimits(
            requireNonNullElse(wallTimeMs, own.wallTimeMs()),
            requireNonNullElse(cpuTimeMs, own.cpuTimeMs()),
            requireNonNullElse(memoryBytes, own.memoryBytes()),
            requireNonNullElse(outputBytes, own.outputBytes()))
        .atMost(own);
  }

  private void requireWithin(RunLimits most, Violations violations) {
    check("wall_time_ms", wallTimeMs, LEAST.wallTimeMs(), most.wallTimeMs(), violations);
    check("cpu_time_ms", cpuTimeMs, LEAST.cpuTimeMs(), most.cpuTimeMs(), violations);
    check("memory_bytes", memoryBytes, LEAST.memoryBytes(), most.memoryBytes(), violations);
    check("output_bytes", outputBytes, LEAST.outputBytes(), most.outputBytes(), violations);
  }

  private static void check(
      String field, @Nullable Long value, long least, long most, Violations violations) {
    if (value != null && value < least) {
      violations.add("limits." + field + " must be at least " + least);
    } else if (value != null && value > most) {
      violations.add("limits." + field + " must be at most " + most);
    }
  }
}
