package dev.livecode.runner.queue;

import dev.livecode.contracts.OutputStreamName;
import dev.livecode.runner.language.Tail;
import dev.livecode.runner.reporting.RunReport;
import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;
import java.util.function.Consumer;

/** Passes on what a program does. What a compiler says goes to the standard error output. */
final class ReportingListener implements RunListener {

  private final RunReport report;
  private final Consumer<RunControl> whenHandedOver;
  private final Tail stderr = new Tail();

  ReportingListener(RunReport report, Consumer<RunControl> whenHandedOver) {
    this.report = report;
    this.whenHandedOver = whenHandedOver;
  }

  @Override
  public void handedOver(RunControl control) {
    whenHandedOver.accept(control);
    report.started();
  }

  @Override
  public void output(StepKind step, Stream stream, byte[] bytes) {
    if (step == StepKind.RUN && stream == Stream.STDERR) {
      stderr.append(bytes);
    }
    boolean isStdout = step == StepKind.RUN && stream == Stream.STDOUT;
    report.output(isStdout ? OutputStreamName.STDOUT : OutputStreamName.STDERR, bytes);
  }

  @Override
  public void inputTaken(long bytes) {
    report.inputTaken(bytes);
  }

  /** The last of what the program itself wrote to its standard error. */
  String stderr() {
    return stderr.text();
  }
}
