package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

/** Somebody with one session: types, runs, waits. */
record Learner(ApiClient api, String session, String language) {

  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Learner opens(ApiClient api, String language) {
    Answer opened = calling(() -> api.open(language));
    assertThat(opened.status()).as("%s", opened).isEqualTo(200);
    return new Learner(api, opened.text("session_id"), language);
  }

  Learner types(String source) {
    Answer saved = calling(() -> api.save(session, language, source));
    assertThat(saved.status()).as("%s", saved).isEqualTo(200);
    return this;
  }

  /** Presses Run, whatever the answer. */
  Answer presses() {
    return presses(Map.of());
  }

  Answer presses(Map<String, ?> options) {
    return calling(() -> api.run(session, options));
  }

  /** Presses Run, which is accepted; the execution's id. */
  String starts() {
    return starts(Map.of());
  }

  String starts(Map<String, ?> options) {
    Answer run = presses(options);
    assertThat(run.status()).as("%s", run).isEqualTo(200);
    assertThat(run.text("status")).isEqualTo("QUEUED");
    return run.text("execution_id");
  }

  /** Presses Run and waits for the end. */
  Answer runs() {
    return awaits(starts());
  }

  Answer runs(Map<String, ?> options) {
    return awaits(starts(options));
  }

  /** Polls until the execution has ended; every answer on the way must be 200. */
  Answer awaits(String execution) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      Answer answer = sees(execution);
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      if (!answer.text("status").equals("QUEUED") && !answer.text("status").equals("RUNNING")) {
        return answer;
      }
      assertThat(Instant.now()).as("still not ended: %s", answer).isBefore(deadline);
      pause();
    }
  }

  Answer sees(String execution) {
    return calling(() -> api.execution(execution));
  }

  static <T> T calling(Callable<T> call) {
    try {
      return call.call();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(POLL.toNanos());
  }
}
