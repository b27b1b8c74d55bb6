package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.Stream;
import dev.livecode.runner.sandbox.engine.Engine;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.engine.Watchdog;
import dev.livecode.runner.sandbox.launcher.Conversation;
import dev.livecode.runner.sandbox.launcher.JobCodec;
import dev.livecode.runner.sandbox.launcher.LauncherFailedException;
import dev.livecode.runner.sandbox.launcher.LyingLauncherException;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import dev.livecode.runner.sandbox.walls.SandboxProperties;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job in one container. For one thread. */
final class ContainerRun {

  private static final Logger log = LoggerFactory.getLogger(ContainerRun.class);
  private static final int SIGNAL_BASE = 128;
  private static final Duration DYING = Duration.ofSeconds(2);
  private static final Duration PROMPT = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Job job;
  private final ParkedContainer container;
  private final Engine engine;
  private final Watchdog watchdog;
  private final SandboxProperties properties;
  private final RunListener listener;
  private final LiveControl control;
  private final Conversation conversation;
  private long begin;
  private long nanos;
  private boolean ranTooLong;
  private @Nullable Exception loss;
  private @Nullable ContainerState remains;

  ContainerRun(
      Job job,
      ParkedContainer container,
      EngineAccess access,
      SandboxProperties properties,
      RunListener listener,
      LiveControl control) {
    this.job = job;
    this.container = container;
    this.engine = access.engine();
    this.watchdog = access.watchdog();
    this.properties = properties;
    this.listener = listener;
    this.control = control;
    this.conversation = new Conversation(job, container.frames(), listener);
  }

  /** Hands the job over and listens to its end; empty when there was no report. */
  Optional<Report> converse() throws SandboxFailedException, InterruptedException {
    tighten();
    ByteBuffer message = JobCodec.encode(job);
    begin = System.nanoTime();
    try (var watch = watchdog.watch(properties.beginTime(), container::hangUp)) {
      try {
        container.stream().write(message);
        control.attach(container);
        listener.handedOver(control);
        return Optional.of(plausible(conversation.listen(step -> watch.restart(timeOf(step)))));
      } catch (IOException | LyingLauncherException e) {
        ranTooLong = watch.isOver();
        loss = e;
      } finally {
        // Before anybody else may write to the container, and while the watch keeps this short.
        control.detach();
      }
    } catch (LauncherFailedException e) {
      if (!isCancelled()) {
        throw new SandboxFailedException(container.name() + ": " + e.getMessage(), e);
      }
      loss = e;
    } finally {
      nanos = System.nanoTime() - begin;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("The run was called off");
    }
    if (isCancelled()) {
      kill();
    } else {
      remains = examine();
    }
    return Optional.empty();
  }

  private Report plausible(Report report) {
    if (report.cause() == Cause.CANCELLED && !isCancelled()) {
      throw new LyingLauncherException("END says that somebody cancelled the job");
    }
    return report;
  }

  /** From handing over to the end. */
  long nanos() {
    return nanos;
  }

  boolean hasBegun() {
    return conversation.hasBegun();
  }

  /** Whether somebody asked for its end, however it then ended. */
  boolean isCancelled() {
    return control.isCancelled();
  }

  /** Whether there was no word of the program's beginning for as long as that may take. */
  boolean isSilent() {
    return ranTooLong && !hasBegun();
  }

  @Nullable Exception loss() {
    return loss;
  }

  /** What there is to say without the launcher's report. */
  Report reportOfLoss() {
    return new Report(
        conversation.stepKind(),
        cause(),
        null,
        signal(),
        Duration.ofNanos(nanos),
        Duration.ZERO,
        0,
        remains != null && Boolean.TRUE.equals(remains.getOOMKilled()),
        conversation.received(Stream.STDOUT),
        conversation.received(Stream.STDERR));
  }

  private Cause cause() {
    if (isCancelled()) {
      return Cause.CANCELLED;
    }
    if (!ranTooLong) {
      return Cause.LOST;
    }
    // Nothing that a program can do keeps the launcher from ending when it is hung up on.
    return isRunning(remains) ? Cause.FROZEN : Cause.WALL_TIME;
  }

  private static boolean isRunning(@Nullable ContainerState state) {
    return state != null && Boolean.TRUE.equals(state.getRunning());
  }

  private Duration timeOf(Step step) {
    return step.wallTime().plus(properties.grace());
  }

  private @Nullable Integer signal() {
    Long exitCode = remains == null ? null : remains.getExitCodeLong();
    return exitCode != null && exitCode > SIGNAL_BASE ? (int) (exitCode - SIGNAL_BASE) : null;
  }

  /** Tighter memory than the profile's reaches the container before the job does. */
  private void tighten() throws SandboxFailedException {
    if (job.memoryBytes() < job.profile().memoryBytes()) {
      try {
        engine.limitMemory(container.id(), job.memoryBytes());
      } catch (RuntimeException e) {
        throw new SandboxFailedException("Memory could not be limited: " + e.getMessage(), e);
      }
    }
  }

  /** Nothing of a job that was cancelled may run on, and how it ended is known. */
  private void kill() {
    container.hangUp();
    try {
      engine.kill(container.id());
    } catch (RuntimeException e) {
      log.warn("{} is left to the pool: {}", container.name(), e.getMessage());
    }
  }

  /** Looks at how the container ended; by now it is ending, if it has not. */
  private @Nullable ContainerState examine() throws SandboxFailedException, InterruptedException {
    container.hangUp();
    try {
      ContainerState state = promptState();
      long deadline = System.nanoTime() + DYING.toNanos();
      while (isRunning(state) && !isSilent() && System.nanoTime() - deadline < 0) {
        Thread.sleep(LOOK);
        state = engine.stateOf(container.id()).orElse(null);
      }
      return state;
    } catch (RuntimeException e) {
      throw new SandboxFailedException("The engine is away: " + e.getMessage(), e);
    }
  }

  /** An engine that hangs carries no report either, so one that is slow now is no witness. */
  private @Nullable ContainerState promptState() throws SandboxFailedException {
    long asked = System.nanoTime();
    ContainerState state = engine.stateOf(container.id()).orElse(null);
    if (System.nanoTime() - asked > PROMPT.toNanos()) {
      throw new SandboxFailedException("The engine hung while the program ran, or just after");
    }
    return state;
  }
}
