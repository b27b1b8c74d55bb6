package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.HostConfig;
import dev.livecode.runner.sandbox.walls.Walls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many of something several threads get done in a second. */
final class Lifecycles {

  /**
   * What several threads got done.
   *
   * @param each how long one took
   */
  record Rate(List<Duration> each, double perSecond) {}

  /** Something to be done again and again. */
  interface Work {
    void once() throws Exception;
  }

  static Rate of(Work work, int threads, Duration time) throws Exception {
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    List<Callable<List<Duration>>> workers = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      workers.add(() -> repeat(work, end));
    }
    var each = new ArrayList<Duration>();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      for (Future<List<Duration>> done : executor.invokeAll(workers)) {
        each.addAll(done.get());
      }
    }
    return new Rate(each, each.size() / ((System.nanoTime() - begun) / 1e9));
  }

  private static List<Duration> repeat(Work work, long end) throws Exception {
    var each = new ArrayList<Duration>();
    do {
      long begun = System.nanoTime();
      work.once();
      each.add(Duration.ofNanos(System.nanoTime() - begun));
    } while (System.nanoTime() - end < 0);
    return each;
  }

  /**
   * Create, start, wait, remove: a container with all our walls that runs {@code true}.
   *
   * @param withNetworkCode whether the engine sets up the network mode {@code none} itself
   */
  static void one(TestEngine engine, boolean withNetworkCode) throws Exception {
    HostConfig host =
        Walls.of(engine.properties, TestEngine.hardening()).spec("", Jobs.PROFILE, Map.of()).host();
    String id =
        engine
            .docker
            .createContainerCmd(TestEngine.IMAGE)
            .withEntrypoint("true")
            .withHostConfig(host)
            .withNetworkDisabled(!withNetworkCode)
            .exec()
            .getId();
    engine.docker.startContainerCmd(id).exec();
    engine.docker.waitContainerCmd(id).exec(new WaitContainerResultCallback()).awaitStatusCode();
    engine.docker.removeContainerCmd(id).withForce(true).exec();
  }

  private Lifecycles() {}
}
