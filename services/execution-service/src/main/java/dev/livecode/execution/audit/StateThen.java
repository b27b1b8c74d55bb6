package dev.livecode.execution.audit;

/**
 * Where a run stood, to be written.
 *
 * @param position of the last event that counts
 * @param later whether the archive has more of the run
 */
record StateThen(OperatedExecution execution, long position, boolean later) {}
