package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.pool.Decision.Answer;
import dev.livecode.runner.sandbox.pool.Decision.Refuse;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for the stock's answer, in a thread of their own. */
final class Borrower {

  private final Ticket ticket;
  private final BlockingQueue<Answer<ParkedContainer>> answer = new ArrayBlockingQueue<>(1);

  Borrower(Ticket ticket) {
    this.ticket = ticket;
  }

  Ticket ticket() {
    return ticket;
  }

  /** Any thread may answer, once for each time that somebody waits. */
  void hear(Answer<ParkedContainer> said) {
    answer.add(said);
  }

  boolean hasHeard() {
    return !answer.isEmpty();
  }

  /** Null when there is no answer by then. */
  @Nullable Answer<ParkedContainer> listen(long deadlineNanos) throws InterruptedException {
    return answer.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** What has been heard; a refusal when that is nothing. */
  Answer<ParkedContainer> heard() {
    return Objects.requireNonNullElseGet(answer.poll(), () -> new Refuse<>(ticket));
  }
}
