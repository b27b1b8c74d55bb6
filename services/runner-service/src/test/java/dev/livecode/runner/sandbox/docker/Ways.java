package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways to run a program that are compared, each timed from outside. For one thread. */
public final class Ways implements AutoCloseable {

  // What the engine still does for the container that was just made is not the run's doing.
  private static final Duration SETTLING = Duration.ofMillis(150);

  private final BareProcess bare;
  private final TestEngine container = new TestEngine(Isolation.CONTAINER, 1);
  private final TestEngine dense = new TestEngine(Isolation.NAMESPACE, 1);
  private final Map<Profile, ParkedContainer> slots = new HashMap<>();

  Ways() throws IOException, InterruptedException {
    bare = BareProcess.in(TestEngine.IMAGE);
  }

  Duration bare(Job job) throws IOException, InterruptedException {
    return bare.run(job);
  }

  /** The command line's way: everything is made for this run, and taken away after it. */
  Duration dockerRun(Job job) throws IOException, InterruptedException {
    Job.SourceFile file = job.files().getFirst();
    String memory = String.valueOf(job.profile().memoryBytes());
    var command =
        new ArrayList<>(List.of("docker", "run", "--rm", "-i", "--network", "none", "--read-only"));
    command.addAll(List.of("--tmpfs", "/work:exec", "--tmpfs", "/tmp", "--cap-drop", "ALL"));
    command.addAll(List.of("--memory", memory, "--memory-swap", memory, "--pids-limit", "128"));
    job.environment().forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
    command.addAll(
        List.of("--entrypoint", "sh", TestEngine.IMAGE, "-c", "cat > \"$0\" && exec \"$@\""));
    command.add(file.name());
    command.addAll(BareProcess.commandOf(job));
    return BareProcess.time(command, Map.of(), file.content());
  }

  /** Handed to a container that was parked before. */
  Parked parked(Job job) throws Exception {
    ParkedContainer parked = container.parking.park(job.profile());
    Thread.sleep(SETTLING);
    try {
      long begun = System.nanoTime();
      Report told = converse(container, parked, job);
      Duration report = Duration.ofNanos(System.nanoTime() - begun);
      parked.hangUp();
      container
          .docker
          .waitContainerCmd(parked.id())
          .exec(new WaitContainerResultCallback())
          .awaitStatusCode();
      return new Parked(report, Duration.ofNanos(System.nanoTime() - begun), told.wallTime());
    } finally {
      container.parking.remove(parked);
    }
  }

  /** Handed to a container that stays. */
  Duration dense(Job job) throws Exception {
    ParkedContainer slot = slots.get(job.profile());
    if (slot == null) {
      slot = dense.parking.park(job.profile());
      slots.put(job.profile(), slot);
    }
    Thread.sleep(Duration.ofMillis(20));
    long begun = System.nanoTime();
    var _ = converse(dense, slot, job);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    dense.parking.renew(slot, job.memoryBytes());
    return took;
  }

  private static Report converse(TestEngine engine, ParkedContainer container, Job job)
      throws Exception {
    var heard = new Heard();
    var control = new LiveControl(job, engine.access.watchdog());
    var run = new ContainerRun(job, container, engine.access, engine.properties, heard, control);
    Report report = run.converse().orElseThrow();
    if (!report.isAsExpected()) {
      throw new IOException("A program did not end as it should: " + heard.stderr());
    }
    return report;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    slots.values().forEach(dense.parking::remove);
    container.close();
    dense.close();
    bare.close();
  }

  /**
   * One run in a parked container.
   *
   * @param report until the launcher's report
   * @param exit until the container, hung up on, had exited
   * @param program the run step alone, without compiling
   */
  record Parked(Duration report, Duration exit, Duration program) {}
}
