package dev.livecode.runner.deadletters;

import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.WireTime;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A request that no runner could process, as an operator sees it. What can't be known is null.
 *
 * @param offset its place among the dead letters
 * @param time when it was given up
 * @param executionId as its key says; whatever somebody wrote there when it is no request
 * @param request where the request lies in the queue's topic
 * @param reason why Kafka gave it up, in Kafka's words
 * @param redrivenAs the execution that it was sent again as
 */
@JsonNaming(SnakeCaseStrategy.class)
record DeadLetter(
    long offset,
    String time,
    @Nullable String executionId,
    @Nullable UUID sessionId,
    @Nullable String language,
    @Nullable Place request,
    @Nullable String reason,
    @Nullable Long deliveryCount,
    Ended ended,
    @Nullable UUID redrivenAs) {

  /** Where a record lies. */
  record Place(int partition, long offset) {}

  /** What its client was told. */
  enum Ended {
    /** Nothing yet: the run still looks queued or running. */
    NOT_YET,
    /** That the fault was ours, unless the run had ended by itself before. */
    SYSTEM_ERROR,
    /** It is no request that can be read, so there is nobody to tell. */
    NO_REQUEST
  }

  static DeadLetter of(
      ConsumerRecord<String, byte[]> record, @Nullable RunRequested run, boolean isTold) {
    Ended told = isTold ? Ended.SYSTEM_ERROR : Ended.NOT_YET;
    return new DeadLetter(
        record.offset(),
        WireTime.format(Instant.ofEpochMilli(record.timestamp())),
        record.key(),
        run == null ? null : run.sessionId(),
        run == null ? null : run.language(),
        DeadLetterHeaders.place(record),
        DeadLetterHeaders.message(record),
        DeadLetterHeaders.deliveryCount(record),
        run == null ? Ended.NO_REQUEST : told,
        null);
  }

  DeadLetter redrivenAs(@Nullable UUID other) {
    return new DeadLetter(
        offset,
        time,
        executionId,
        sessionId,
        language,
        request,
        reason,
        deliveryCount,
        ended,
        other);
  }

  /** Whether it could be sent again, as far as it is concerned. */
  boolean isRequest() {
    return ended != Ended.NO_REQUEST;
  }
}
