package dev.livecode.execution.audit;

/**
 * Where a record stands among those of its run. Requests lie in another topic than events, and no
 * order holds between topics; so each kind is counted by itself, from 1. Within its kind a record
 * keeps its number for ever: they lie in one partition, which only grows at its end.
 */
record Place(boolean isRequest, long number) {

  /** The number that clients see: the request is 0, and so is a copy of it. */
  long position() {
    return isRequest ? 0 : number;
  }
}
