package dev.livecode.contracts;

/** The two streams that a program writes to. */
public enum OutputStreamName {
  STDOUT,
  STDERR
}
