package dev.livecode.session.control;

import dev.livecode.session.antispam.Exceeded;

/** What becomes of what somebody types. */
public sealed interface Typing {

  /**
   * It is on its way, or has been since its number came first.
   *
   * @param sequence its number
   */
  record Given(long sequence) implements Typing {}

  record NoExecution() implements Typing {}

  record Ended() implements Typing {}

  /**
   * The run was not asked for as one to type into, or its standard input has ended or is all used.
   */
  record NotInteractive(String detail) implements Typing {}

  /** Too much waits for the program. */
  record Full() implements Typing {}

  /** What is needed to decide is away now. */
  record Unavailable(String detail) implements Typing {}

  record TooOften(Exceeded limit) implements Typing {}
}
