package dev.livecode.runner.sandbox.pool;

import static java.util.stream.Collectors.toSet;

import com.github.dockerjava.api.model.Container;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.sandbox.engine.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes containers that nobody looks after any more, whichever runner made them. */
public final class Sweeper {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  private final Engine engine;
  private final Parking parking;
  private final RunnerName runner;
  private final InstantSource time;
  private final PoolMetrics metrics;
  private final Map<String, Instant> firstSeen = new HashMap<>();
  private Set<String> seenExited = Set.of();

  public Sweeper(
      Engine engine, Parking parking, RunnerName runner, InstantSource time, PoolMetrics metrics) {
    this.engine = engine;
    this.parking = parking;
    this.runner = runner;
    this.time = time;
    this.metrics = metrics;
  }

  /** Looks once, and removes what is an orphan by now. One at a time. */
  public void sweep() {
    // What is ours is known before it exists, so nothing that is listed here can be news to us.
    List<Orphans.Listed> all = engine.list(Labels.SANDBOX).stream().map(this::listed).toList();
    firstSeen.keySet().retainAll(all.stream().map(Orphans.Listed::id).collect(toSet()));
    List<Orphans.Listed> orphans =
        Orphans.among(all, it -> parking.isOurs(it.name()), runner.value(), seenExited);
    parking.foundPaused(
        all.stream().filter(Orphans.Listed::isPaused).map(Orphans.Listed::name).collect(toSet()));
    orphans.forEach(this::remove);
    metrics.swept(orphans.size());
    seenExited =
        all.stream().filter(Orphans.Listed::isOver).map(Orphans.Listed::id).collect(toSet());
  }

  private void remove(Orphans.Listed orphan) {
    log.info(
        "{} ({}) of {} is an orphan: removing it", orphan.name(), orphan.state(), orphan.runner());
    try {
      engine.remove(orphan.id());
    } catch (RuntimeException e) {
      log.warn("{} stays until the next sweep: {}", orphan.name(), e.getMessage());
    }
  }

  private Orphans.Listed listed(Container container) {
    var labels = container.getLabels();
    Instant now = time.instant();
    Instant first = firstSeen.computeIfAbsent(container.getId(), _ -> now);
    return new Orphans.Listed(
        container.getId(),
        container.getNames().length == 0 ? "" : container.getNames()[0].substring(1),
        labels == null ? "" : labels.getOrDefault(Labels.RUNNER, ""),
        orEmpty(container.getState()),
        Duration.between(first, now),
        Labels.lease(labels));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
