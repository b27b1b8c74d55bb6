package dev.livecode.endtoend;

import static org.awaitility.Awaitility.await;

import dev.livecode.local.client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A learner who presses Run again and again, in a new session each time, whatever happens
 * meanwhile. Remembers which runs were accepted.
 */
final class LightLoad implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(300);

  private final SystemUnderTest system;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean over;

  LightLoad(SystemUnderTest system) {
    this.system = system;
    this.thread = Thread.ofPlatform().name("light-load").start(this::press);
  }

  private void press() {
    while (!over) {
      try {
        Answer opened = system.api().open("python");
        if (opened.status() == 200) {
          Answer run = system.api().run(opened.text("session_id"), Map.of());
          if (run.status() == 200) {
            accepted.add(run.text("execution_id"));
          }
        }
        TimeUnit.NANOSECONDS.sleep(PACE.toNanos());
      } catch (IOException e) {
        // The door itself is away: nothing was accepted, and the next press comes.
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(PACE.toNanos());
  }

  /** The runs that were accepted so far. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** Waits until so many more were accepted than are now. */
  void awaitAccepted(int more) {
    int before = accepted.size();
    await("runs are accepted")
        .atMost(Duration.ofSeconds(90))
        .until(() -> accepted.size() >= before + more);
  }

  /** Stops pressing; the status in which each accepted run has ended. */
  Map<String, String> ends() throws InterruptedException {
    over = true;
    thread.join();
    Map<String, String> ends = new LinkedHashMap<>();
    for (String execution : accepted) {
      var status = new String[1];
      await("the end of " + execution)
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> {
                Answer answer = system.api().execution(execution);
                status[0] = answer.text("status");
                return answer.status() == 200
                    && !status[0].equals("QUEUED")
                    && !status[0].equals("RUNNING");
              });
      ends.put(execution, status[0]);
    }
    return ends;
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
  }
}
