package dev.livecode.runner.sandbox;

/** What a step is for. */
public enum StepKind {
  COMPILE,
  RUN
}
