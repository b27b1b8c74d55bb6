package dev.livecode.runner.sandbox;

/** The two streams that a step writes to. */
public enum Stream {
  STDOUT,
  STDERR
}
