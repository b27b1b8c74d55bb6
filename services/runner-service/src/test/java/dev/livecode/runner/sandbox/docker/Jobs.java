package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs for tests, in Python unless said otherwise. */
public final class Jobs {

  public static final Profile PROFILE = new Profile(null, 144L << 20, 128);

  public static Job python(String source) {
    return python(source, Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  static Job python(String source, Duration wall, Duration cpu) {
    return python(source, "", List.of(), wall, cpu);
  }

  static Job python(
      String source, String stdin, List<String> arguments, Duration wall, Duration cpu) {
    var command = new ArrayList<>(List.of("python3", "-u", "main.py"));
    command.addAll(arguments);
    return of("main.py", source, stdin, step(StepKind.RUN, command, wall, cpu));
  }

  public static Job of(String file, String source, String stdin, Step... steps) {
    return new Job(
        PROFILE,
        PROFILE.memoryBytes(),
        List.of(new Job.SourceFile(file, source.getBytes(UTF_8))),
        Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", "/work", "LANG", "C.UTF-8"),
        stdin.getBytes(UTF_8),
        false,
        List.of(steps));
  }

  public static Job interactive(Job job) {
    return new Job(
        job.profile(),
        job.memoryBytes(),
        job.files(),
        job.environment(),
        job.stdin(),
        true,
        job.steps());
  }

  static Job withMemory(Job job, long bytes) {
    return new Job(
        job.profile(),
        bytes,
        job.files(),
        job.environment(),
        job.stdin(),
        job.interactive(),
        job.steps());
  }

  public static Step step(StepKind kind, List<String> command, Duration wall, Duration cpu) {
    return new Step(kind, command, wall, cpu, 1 << 20, 64 << 20, 256);
  }

  private Jobs() {}
}
