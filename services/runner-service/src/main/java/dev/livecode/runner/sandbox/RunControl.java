package dev.livecode.runner.sandbox;

/**
 * What may be done to a job while it runs. Once it is over, nothing happens. Thread-safe; no call
 * waits for the program.
 */
public interface RunControl {

  /**
   * Ends the job. Within a second it is over: with {@link Cause#CANCELLED}, unless it has ended by
   * itself before. May be called again.
   */
  void cancel();

  /**
   * Types for an interactive job, behind what was typed before. What comes after the end is
   * dropped.
   *
   * @param bytes copied
   * @throws IllegalStateException when the job is not interactive, or when more would wait for the
   *     program than is kept: 1 MiB that {@link RunListener#inputTaken} has not told of
   */
  void input(byte[] bytes);

  /**
   * Ends the standard input of an interactive job, behind what was typed. May be called again.
   *
   * @throws IllegalStateException when the job is not interactive
   */
  void endInput();
}
