package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import dev.livecode.runner.sandbox.pool.ContainerPool;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import dev.livecode.runner.sandbox.pool.PoolMetrics;
import dev.livecode.runner.sandbox.walls.ImageProbe;
import dev.livecode.runner.sandbox.walls.SandboxProperties;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each job a parked container, which serves another only where the level of isolation is made
 * for that and nothing odd has happened. What the launcher says is checked, and where it says
 * nothing the engine has to prove itself before that counts as the program's doing.
 */
final class DockerSandbox implements Sandbox, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DockerSandbox.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final EngineAccess access;
  private final ContainerPool pool;
  private final EngineHealth health;
  private final SandboxProperties properties;
  private final PoolMetrics metrics;

  DockerSandbox(
      EngineAccess access,
      ContainerPool pool,
      EngineHealth health,
      SandboxProperties properties,
      PoolMetrics metrics) {
    this.access = access;
    this.pool = pool;
    this.health = health;
    this.properties = properties;
    this.metrics = metrics;
  }

  /** Begins to park containers. */
  void start() {
    pool.start();
  }

  /** As promised; refuses to, with what is to be done, when the engine has no image for one. */
  @Override
  public void prepare(Set<Profile> profiles) {
    ImageProbe.require(access.engine(), profiles, properties.image());
    pool.prepare(profiles);
  }

  @Override
  public boolean awaitReady(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!health.isUp()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  @Override
  public Report run(Job job, RunListener listener)
      throws SandboxFailedException, InterruptedException {
    try (var control = new LiveControl(job, access.watchdog())) {
      return run(job, new ToldOnce(listener, control), control);
    }
  }

  private Report run(Job job, RunListener listener, LiveControl control)
      throws SandboxFailedException, InterruptedException {
    ParkedContainer parked = pool.lend(job.profile(), properties.waitForContainer());
    Optional<Report> report = attempt(job, listener, control, parked, true);
    // A container that goes before its program began can hardly be the program's doing; the second
    // is. That one is made now: whatever befell the first may have befallen all that are parked.
    return report.isPresent()
        ? report.get()
        : attempt(
                job,
                listener,
                control,
                pool.lendNew(job.profile(), properties.waitForContainer()),
                false)
            .orElseThrow();
  }

  private Optional<Report> attempt(
      Job job,
      RunListener listener,
      LiveControl control,
      ParkedContainer container,
      boolean mayGoAgain)
      throws SandboxFailedException, InterruptedException {
    var run = new ContainerRun(job, container, access, properties, listener, control);
    Optional<Report> report = Optional.empty();
    try {
      report = run.converse();
    } finally {
      if (report.filter(Report::isAsExpected).isPresent()) {
        pool.takeBack(container, job.memoryBytes());
      } else {
        pool.discard(container);
      }
    }
    if (report.isPresent()) {
      metrics.ran(run.nanos(), report.get().wallTime());
      return report;
    }
    log.warn("{} ended without a report: {}", container.name(), String.valueOf(run.loss()));
    if (run.isCancelled()) {
      return Optional.of(run.reportOfLoss());
    }
    return mayGoAgain && !run.hasBegun() ? Optional.empty() : Optional.of(loss(job, run));
  }

  /** The program's doing, or else the sandbox failed: an engine that works makes a container. */
  private Report loss(Job job, ContainerRun run)
      throws SandboxFailedException, InterruptedException {
    pool.discard(pool.lendNew(job.profile(), properties.waitForContainer()));
    if (run.isSilent()) {
      throw new SandboxFailedException("No program began within " + properties.beginTime());
    }
    return run.reportOfLoss();
  }

  @Override
  public void close() {
    pool.close();
    access.watchdog().close();
  }
}
