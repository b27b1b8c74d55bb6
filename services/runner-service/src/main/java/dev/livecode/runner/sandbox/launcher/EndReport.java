package dev.livecode.runner.sandbox.launcher;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.StepKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The launcher's END frame, every value checked. */
final class EndReport {

  private static final Map<String, Cause> CAUSES =
      Map.of(
          "exit", Cause.EXIT,
          "signal", Cause.SIGNAL,
          "wall_time", Cause.WALL_TIME,
          "cpu_time", Cause.CPU_TIME,
          "output_limit", Cause.OUTPUT_LIMIT,
          "cancelled", Cause.CANCELLED,
          "error", Cause.NOT_STARTED);

  private final Map<String, String> values = new HashMap<>();

  EndReport(Frame end) {
    end.text().lines().forEach(this::take);
  }

  private void take(String line) {
    int equals = line.indexOf('=');
    if (equals < 1 || values.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
      throw new LyingLauncherException("END holds an unexpected line");
    }
  }

  /** Whether somebody outside ended the launcher in mid-run. */
  boolean isStopped() {
    return "stopped".equals(values.get("cause"));
  }

  int step() {
    return (int) number("step", 255);
  }

  Report report() {
    Cause cause = CAUSES.get(text("cause"));
    if (cause == null) {
      throw new LyingLauncherException("END holds an unknown cause");
    }
    return new Report(
        kind(),
        cause,
        cause == Cause.EXIT ? Integer.valueOf((int) number("exit_code", 255)) : null,
        signal(cause),
        micros("wall_us"),
        micros("cpu_us"),
        number("memory_peak_bytes", Long.MAX_VALUE),
        number("oom_kills", Long.MAX_VALUE) > 0,
        number("stdout_bytes", Long.MAX_VALUE),
        number("stderr_bytes", Long.MAX_VALUE));
  }

  private @Nullable Integer signal(Cause cause) {
    boolean mayBeMissing = cause != Cause.SIGNAL && !values.containsKey("signal");
    return mayBeMissing ? null : Integer.valueOf((int) number("signal", 127));
  }

  private StepKind kind() {
    return switch (text("kind")) {
      case "compile" -> StepKind.COMPILE;
      case "run" -> StepKind.RUN;
      default -> throw new LyingLauncherException("END holds an unknown kind");
    };
  }

  private Duration micros(String key) {
    return Duration.of(number(key, Duration.ofDays(1).toSeconds() * 1_000_000), ChronoUnit.MICROS);
  }

  private long number(String key, long atMost) {
    try {
      long value = Long.parseLong(text(key));
      if (value >= 0 && value <= atMost) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new LyingLauncherException("END has no number for '" + key + "'");
    }
    throw new LyingLauncherException("END has an impossible '" + key + "'");
  }

  private String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new LyingLauncherException("END has no '" + key + "'");
    }
    return value;
  }
}
