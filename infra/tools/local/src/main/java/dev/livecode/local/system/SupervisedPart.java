package dev.livecode.local.system;

import dev.livecode.local.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A part that is started again when it dies, later each time. */
final class SupervisedPart {

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration STEADY_AFTER = Duration.ofSeconds(30);
  private static final long PROBE_MILLIS = 100;
  private static final int LAST_LINES = 15;

  private final Part part;
  private final Console console;
  private final Runnable onChange;
  private final Object monitor = new Object();
  private @Nullable Process process;
  private boolean wanted;

  SupervisedPart(Part part, Console console, Runnable onChange) {
    this.part = part;
    this.console = console;
    this.onChange = onChange;
  }

  Part part() {
    return part;
  }

  @Nullable ProcessHandle handle() {
    synchronized (monitor) {
      return process == null || !process.isAlive() ? null : process.toHandle();
    }
  }

  /** Starts it and keeps it running until {@link #stop}. */
  void start() {
    Process first;
    synchronized (monitor) {
      wanted = true;
      first = launch();
    }
    Thread.ofVirtual().name(part.name() + "-supervisor").start(() -> supervise(first));
  }

  /**
   * Waits until the part is ready.
   *
   * @throws CannotStartException with the end of its log when it dies or takes too long
   */
  void awaitReady() throws InterruptedException {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!part.readiness().isReady()) {
      if (handle() == null || Instant.now().isAfter(deadline)) {
        throw new CannotStartException(
            part.name()
                + " does not get ready. The end of "
                + part.command().log()
                + ":\n"
                + lastLines());
      }
      TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
    }
  }

  /** Ends it with grace, or without when it takes too long. */
  void stop() {
    Process running = forget();
    if (running == null) {
      return;
    }
    ask(running);
    if (!exits(running, part.stopWithin())) {
      console.say(
          part.name() + " did not stop within " + part.stopWithin().toSeconds() + " s; killing it");
      kill(running);
    }
    onChange.run();
  }

  /** Kills it as a crash would; it is started again. */
  void crash() {
    synchronized (monitor) {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private @Nullable Process forget() {
    synchronized (monitor) {
      wanted = false;
      monitor.notifyAll();
      return process;
    }
  }

  private Process launch() {
    try {
      Process started = part.command().start();
      process = started;
      onChange.run();
      return started;
    } catch (IOException e) {
      throw new CannotStartException("Can't start " + part.name() + ": " + e.getMessage());
    }
  }

  private void supervise(Process first) {
    Process current = first;
    Duration pause = FIRST_PAUSE;
    while (true) {
      Instant started = Instant.now();
      int exit = current.onExit().join().exitValue();
      boolean steady = Duration.between(started, Instant.now()).compareTo(STEADY_AFTER) > 0;
      pause = steady ? FIRST_PAUSE : pause;
      @Nullable Process next = restart(exit, pause);
      if (next == null) {
        return;
      }
      current = next;
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private @Nullable Process restart(int exit, Duration pause) {
    synchronized (monitor) {
      if (!wanted) {
        return null;
      }
      console.say(
          part.name()
              + " ended with "
              + exit
              + "; starting it again in "
              + pause.toMillis()
              + " ms");
      try {
        TimeUnit.MILLISECONDS.timedWait(monitor, pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
      return wanted ? launch() : null;
    }
  }

  private void ask(Process running) {
    try {
      part.farewell().ask(running);
    } catch (IOException e) {
      running.destroy();
    }
  }

  private static boolean exits(Process process, Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(part.command().log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
