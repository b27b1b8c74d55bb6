package dev.livecode.local.bench;

import dev.livecode.local.client.Answer;
import java.time.Duration;
import java.time.Instant;

/**
 * One run, as a client saw it and as the execution tells it. All clocks are this machine's; the
 * execution's have milliseconds.
 *
 * @param total from the run call to the terminal status seen
 * @param call until the run call was answered
 * @param queue from acceptance until the program was handed over
 * @param program its own wall time
 * @param around from hand-over to the end, less the program
 * @param seeing from the end until it was seen: reporting, projection, and the poll
 */
record Observed(
    Duration total,
    Duration call,
    Duration queue,
    Duration program,
    Duration around,
    Duration seeing) {

  static Observed of(Duration total, Duration call, Instant seen, Answer ended) {
    Instant created = Instant.parse(ended.text("created_at"));
    Instant started = Instant.parse(ended.text("started_at"));
    Instant completed = Instant.parse(ended.text("completed_at"));
    Duration program = Duration.ofMillis(ended.body().path("execution_time_ms").asLong());
    return new Observed(
        total,
        call,
        Duration.between(created, started),
        program,
        Duration.between(started, completed).minus(program),
        Duration.between(completed, seen));
  }
}
