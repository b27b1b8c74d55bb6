package dev.livecode.runner.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.reporting.EventLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request that was given up once more, as another execution: one that has ended stays
 * ended. Of one execution always the same other comes, so one that is sent twice may run twice, and
 * ends once. Thread-safe.
 */
final class Redriving {

  private static final Logger log = LoggerFactory.getLogger(Redriving.class);
  private static final String EXTENSION = "ce_redrivenfrom";

  private final EventLog events;
  private final RunnerName runner;
  private final Clock clock;
  private final RunEventCodec codec = new RunEventCodec();

  Redriving(EventLog events, RunnerName runner, Clock clock) {
    this.events = events;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * The execution that comes of it, once Kafka has its request and remembers that.
   *
   * @throws java.util.concurrent.CompletionException when Kafka does not take them; to be tried
   *     again
   */
  UUID redrive(RunRequested run) {
    UUID other = successorOf(run.executionId());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // In this order: a crash in between forgets that it was sent, which is harmless.
    events
        .append(Topics.RUN_REQUESTS, encode(run.executionId(), again(run, other, now), now))
        .join();
    events.append(Topics.RUN_REQUESTS_DLQ, RedriveMark.of(run.executionId(), other)).join();
    log.warn("{}: retried by an operator, as {}", run.executionId(), other);
    return other;
  }

  private static RunRequested again(RunRequested run, UUID other, Instant now) {
    return new RunRequested(
        other,
        run.sessionId(),
        run.owner(),
        run.language(),
        run.sourceCode(),
        run.stdin(),
        run.arguments(),
        run.limits(),
        run.interactive(),
        now,
        run.origin());
  }

  private EncodedEvent encode(UUID from, RunRequested run, Instant now) {
    EncodedEvent encoded = codec.encode(EventEnvelope.of("/runner/" + runner, now, run));
    var headers = new HashMap<>(encoded.headers());
    headers.put(EXTENSION, from.toString());
    return new EncodedEvent(encoded.key(), headers, encoded.data());
  }

  /** A version 7 id with the time of the given one, and bits that follow from it. */
  static UUID successorOf(UUID execution) {
    UUID hash = UUID.nameUUIDFromBytes(("redriven from " + execution).getBytes(UTF_8));
    long time = execution.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0000L;
    long random = hash.getMostSignificantBits() & 0xFFF;
    return new UUID(time | 0x7000 | random, hash.getLeastSignificantBits());
  }
}
