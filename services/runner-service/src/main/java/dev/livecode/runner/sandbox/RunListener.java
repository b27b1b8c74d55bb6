package dev.livecode.runner.sandbox;

/** Hears what a job does while it does it. Must not block for long: the program waits. */
public interface RunListener {

  /** The job was handed over; called once. */
  void handedOver();

  /** The current step wrote something. The bytes are the listener's. */
  void output(StepKind step, Stream stream, byte[] bytes);
}
