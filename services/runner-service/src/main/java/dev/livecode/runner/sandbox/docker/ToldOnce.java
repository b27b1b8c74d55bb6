package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;

/**
 * Hides from a listener that a job was handed over for a second time, and lets the job's control
 * hear first what was taken of what it sent.
 */
final class ToldOnce implements RunListener {

  private final RunListener listener;
  private final LiveControl control;
  private boolean told;

  ToldOnce(RunListener listener, LiveControl control) {
    this.listener = listener;
    this.control = control;
  }

  @Override
  public void handedOver(RunControl control) {
    if (!told) {
      told = true;
      listener.handedOver(control);
    }
  }

  @Override
  public void output(StepKind step, Stream stream, byte[] bytes) {
    listener.output(step, stream, bytes);
  }

  @Override
  public void inputTaken(long bytes) {
    control.taken(bytes);
    listener.inputTaken(bytes);
  }
}
