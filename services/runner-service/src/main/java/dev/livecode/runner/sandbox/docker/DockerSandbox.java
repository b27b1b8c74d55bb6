package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.SandboxFailedException;
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

  private static final Logger LOG = LoggerFactory.getLogger(DockerSandbox.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Engine engine;
  private final Watchdog watchdog;
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
    this.engine = access.engine();
    this.watchdog = access.watchdog();
    this.pool = pool;
    this.health = health;
    this.properties = properties;
    this.metrics = metrics;
  }

  /** Begins to park containers. */
  void start() {
    pool.start();
  }

  /**
   * As promised.
   *
   * @throws MissingImageException when the engine has no image for one
   */
  @Override
  public void prepare(Set<Profile> profiles) {
    ImageProbe.require(engine, profiles, properties.image());
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
    var once = new ToldOnce(listener);
    // A container that goes before its program began can hardly be the program's doing; the second
    // is.
    Optional<Report> report = attempt(job, once, true);
    return report.isPresent() ? report.get() : attempt(job, once, false).orElseThrow();
  }

  private Optional<Report> attempt(Job job, RunListener listener, boolean mayGoAgain)
      throws SandboxFailedException, InterruptedException {
    ParkedContainer container = pool.lend(job.profile(), properties.waitForContainer());
    var run = new ContainerRun(job, container, engine, watchdog, listener);
    Optional<Report> report = Optional.empty();
    try {
      report = run.converse(properties.grace());
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
    pool.prove(job.profile());
    LOG.warn(
        "{} ended without a report, and the engine is well: {}",
        container.name(),
        String.valueOf(run.loss()));
    return mayGoAgain && !run.hasBegun() ? Optional.empty() : Optional.of(run.reportOfLoss());
  }

  @Override
  public void close() {
    pool.close();
    watchdog.close();
  }
}
