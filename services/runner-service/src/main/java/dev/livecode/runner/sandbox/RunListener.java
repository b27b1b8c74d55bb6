package dev.livecode.runner.sandbox;

/** Hears what a job does while it does it. Must not block for long: the program waits. */
public interface RunListener {

  /** The job was handed over; called once. From now on it can be controlled, by any thread. */
  void handedOver(RunControl control);

  /** The current step wrote something. The bytes are the listener's. */
  void output(StepKind step, Stream stream, byte[] bytes);

  /**
   * Of what was typed, the program has taken more; its pipe, that is, which holds up to 64 KiB.
   *
   * @param bytes in total
   */
  default void inputTaken(long bytes) {}
}
