package dev.livecode.runner.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.catalog.Language;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One requested program in its language. Immutable. */
public final class Program {

  private static final long FILE_BYTES = 64L << 20;
  private static final int OPEN_FILES = 256;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final RunRequested run;
  private final Language language;
  private final RunLimits limits;

  Program(RunRequested run, Language language) {
    this.run = run;
    this.language = language;
    this.limits = run.limits().atMost(language.limits(run.interactive()));
  }

  static Profile profileOf(Language language) {
    return new Profile(
        language.image(),
        language.containerMemoryBytes(language.limits().memoryBytes()),
        language.processes());
  }

  /** What the sandbox is to do. */
  public Job job() {
    return new Job(
        profileOf(language),
        language.containerMemoryBytes(limits.memoryBytes()),
        List.of(new Job.SourceFile(language.file(), asFile(run.sourceCode()).getBytes(UTF_8))),
        language.environment(),
        run.stdin().getBytes(UTF_8),
        run.interactive(),
        steps());
  }

  /**
   * Without what editors on other systems add: a byte order mark, and carriage returns before line
   * feeds. Not every runtime here understands them.
   */
  static String asFile(String source) {
    String text = source.startsWith(BYTE_ORDER_MARK) ? source.substring(1) : source;
    return text.replace("\r\n", "\n");
  }

  /** Output that is kept, per stream. */
  public long outputBytes() {
    return limits.outputBytes();
  }

  /**
   * What a report of the sandbox means for this program.
   *
   * @param stderr the last of what it wrote to its standard error
   */
  public Ending ending(Report report, String stderr) {
    return Ending.of(report, language.signs(), stderr);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    boolean continues = language.run().continues();
    Language.CompileStep compile = language.compile();
    if (compile != null) {
      List<String> command = compile.command(limits.memoryBytes());
      steps.add(
          step(
              StepKind.COMPILE,
              continues ? withArguments(command) : command,
              compile.wallTimeMs(),
              compile.cpuTimeMs(),
              compile.outputBytes()));
    }
    List<String> command = language.run().command(limits.memoryBytes());
    steps.add(
        step(
            StepKind.RUN,
            continues ? List.of() : withArguments(command),
            limits.wallTimeMs(),
            limits.cpuTimeMs(),
            limits.outputBytes()));
    return steps;
  }

  private List<String> withArguments(List<String> command) {
    return Stream.concat(command.stream(), run.arguments().stream()).toList();
  }

  private static Step step(
      StepKind kind, List<String> command, long wallMs, long cpuMs, long outputBytes) {
    return new Step(
        kind,
        command,
        Duration.ofMillis(wallMs),
        Duration.ofMillis(cpuMs),
        outputBytes,
        FILE_BYTES,
        OPEN_FILES);
  }
}
