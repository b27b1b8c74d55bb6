package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;

/** Hides from a listener that a job was handed over for a second time. */
final class ToldOnce implements RunListener {

  private final RunListener listener;
  private boolean told;

  ToldOnce(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public void handedOver() {
    if (!told) {
      told = true;
      listener.handedOver();
    }
  }

  @Override
  public void output(StepKind step, Stream stream, byte[] bytes) {
    listener.output(step, stream, bytes);
  }
}
