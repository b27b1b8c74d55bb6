package dev.livecode.local.system;

/** Takes the lines that tell a person what happens. */
@FunctionalInterface
public interface Console {

  /** Shows one line, without its end. */
  void say(String line);
}
