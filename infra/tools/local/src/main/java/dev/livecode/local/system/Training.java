package dev.livecode.local.system;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the JVM learn in the background how the parts start, so that their next start is quicker. */
final class Training implements AutoCloseable {

  private final Map<String, String> environment;
  private @Nullable Process running;
  private @Nullable Thread thread;
  private boolean closed;

  /** For parts that find the languages and whatever else they must have in these variables. */
  Training(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Trains those that need it, one after the other. */
  void begin(List<Layout> layouts) {
    thread = Thread.ofVirtual().name("training").start(() -> layouts.forEach(this::train));
  }

  private void train(Layout layout) {
    try {
      Process process = start(layout);
      if (process == null) {
        return;
      }
      if (process.waitFor() == 0) {
        layout.keepTraining();
      } else {
        layout.discardTraining();
      }
    } catch (IOException _) {
      // Without it the next start is as quick as this one was.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Process start(Layout layout) throws IOException {
    if (closed || layout.isTrained()) {
      return null;
    }
    ProcessBuilder training = layout.training(Services.MEMORY);
    training.environment().putAll(environment);
    running = training.start();
    return running;
  }

  /** Breaks off what is under way; the next start begins anew. */
  @Override
  public void close() {
    breakOff();
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void breakOff() {
    closed = true;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }
}
