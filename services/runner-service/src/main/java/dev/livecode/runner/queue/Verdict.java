package dev.livecode.runner.queue;

import org.apache.kafka.clients.consumer.AcknowledgeType;

/** What became of a request. */
enum Verdict {
  /** Its end was told, and Kafka has it. */
  DONE(AcknowledgeType.ACCEPT),
  /** The fault is ours: another may try. */
  NOT_DONE(AcknowledgeType.RELEASE),
  /** It is no request, and never will be. */
  NO_REQUEST(AcknowledgeType.REJECT);

  private final AcknowledgeType acknowledgement;

  Verdict(AcknowledgeType acknowledgement) {
    this.acknowledgement = acknowledgement;
  }

  AcknowledgeType acknowledgement() {
    return acknowledgement;
  }
}
