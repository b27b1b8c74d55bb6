package dev.livecode.execution.live;

import dev.livecode.contracts.kafka.Topics;

/** A place in the log of events. */
record Place(int partition, long offset) {

  /** As the view's offsets name it. */
  String partitionName() {
    return Topics.RUN_EVENTS + "-" + partition;
  }
}
