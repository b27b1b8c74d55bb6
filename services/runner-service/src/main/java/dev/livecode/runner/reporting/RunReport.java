package dev.livecode.runner.reporting;

import dev.livecode.contracts.OutputStreamName;
import dev.livecode.runner.language.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reports one attempt while it happens, in a thread of its own: no call here waits for Kafka but
 * {@link #awaitTold}. To be closed; one that is closed without an end leaves the attempt open.
 */
public final class RunReport implements AutoCloseable {

  private final Attempt attempt;
  private final Telling telling;
  private final Duration outputDelay;
  private final Duration retryDelay;
  private final InstantSource time;
  private final OutputChunks stdout;
  private final OutputChunks stderr;
  private final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private final Thread teller;
  private @Nullable Instant startedAt;
  private long flushedAtNanos;
  private long flushAtNanos;

  RunReport(
      Attempt attempt,
      Telling telling,
      ReportingProperties properties,
      long cap,
      InstantSource time) {
    this.attempt = attempt;
    this.telling = telling;
    this.outputDelay = properties.outputDelay();
    this.retryDelay = properties.retryDelay();
    this.flushedAtNanos = System.nanoTime() - outputDelay.toNanos();
    this.time = time;
    this.stdout = new OutputChunks(OutputStreamName.STDOUT, cap);
    this.stderr = new OutputChunks(OutputStreamName.STDERR, cap);
    this.teller = Thread.ofVirtual().name("teller-" + attempt.id()).start(this::tellAll);
  }

  /** The program was handed over now. */
  public void started() {
    notes.add(new Note.Started(time.instant()));
  }

  /** The program wrote something. The bytes are the report's. */
  public void output(OutputStreamName stream, byte[] bytes) {
    notes.add(new Note.Output(stream, bytes));
  }

  /** The program has taken so many bytes of what was typed, in all. */
  public void inputTaken(long bytes) {
    notes.add(new Note.Taken(bytes));
  }

  /** The attempt ended now; nothing comes after this. */
  public void finished(Ending ending) {
    notes.add(new Note.Finished(ending, time.instant()));
  }

  /** Waits until Kafka has acknowledged everything up to the end; false when that did not come. */
  public boolean awaitTold(Duration patience) throws InterruptedException {
    try {
      told.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new CompletionException("The report broke off", e.getCause());
    }
  }

  @Override
  public void close() {
    teller.interrupt();
  }

  private void tellAll() {
    try {
      while (!tellNext()) {
        // Until the end was told.
      }
      telling.awaitTold(retryDelay);
      told.complete(null);
    } catch (InterruptedException e) {
      told.cancel(false);
    } catch (RuntimeException e) {
      told.completeExceptionally(e);
    }
  }

  private boolean tellNext() throws InterruptedException {
    Note note = stdout.isEmpty() && stderr.isEmpty() ? notes.take() : takeInTime();
    switch (note) {
      case null -> flush();
      case Note.Started(Instant at) -> {
        startedAt = at;
        telling.tell(attempt.started(at));
      }
      case Note.Output(OutputStreamName stream, byte[] bytes) -> tellOutput(stream, bytes);
      case Note.Taken(long bytes) -> {
        telling.tell(attempt.inputTaken(bytes));
        // Somebody has typed, and waits for what the program says to it.
        flushedAtNanos = System.nanoTime() - outputDelay.toNanos();
      }
      case Note.Finished(Ending ending, Instant at) -> {
        flush();
        tellEnd(ending, at);
        return true;
      }
    }
    return false;
  }

  private @Nullable Note takeInTime() throws InterruptedException {
    long left = flushAtNanos - System.nanoTime();
    return left <= 0 ? null : notes.poll(left, TimeUnit.NANOSECONDS);
  }

  private void tellOutput(OutputStreamName stream, byte[] bytes) {
    if (stdout.isEmpty() && stderr.isEmpty()) {
      // After a silence at once, and then no more often than that.
      flushAtNanos = Math.max(System.nanoTime(), flushedAtNanos + outputDelay.toNanos());
    }
    chunks(stream).append(bytes).forEach(chunk -> telling.tell(attempt.output(chunk)));
  }

  private OutputChunks chunks(OutputStreamName stream) {
    return stream == OutputStreamName.STDOUT ? stdout : stderr;
  }

  private void flush() {
    flushedAtNanos = System.nanoTime();
    stdout.flush().forEach(chunk -> telling.tell(attempt.output(chunk)));
    stderr.flush().forEach(chunk -> telling.tell(attempt.output(chunk)));
  }

  private void tellEnd(Ending ending, Instant at) {
    telling.tell(
        attempt.finished(
            ending,
            stdout.summary(ending.stdoutBytes()),
            stderr.summary(ending.stderrBytes()),
            startedAt,
            at));
  }
}
