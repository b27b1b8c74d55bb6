package dev.livecode.local.console;

/** Takes the lines that tell a person what happens. */
@FunctionalInterface
public interface Console {

  /** Shows one line, without its end. */
  void say(String line);
}
