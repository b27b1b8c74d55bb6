package dev.livecode.runner.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Container;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.sandbox.docker.OnPrivateEngine;
import dev.livecode.runner.sandbox.docker.PrivateEngine;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole runner over real Kafka and an engine that goes away, in one way or another, while
 * programs run.
 */
@ExtendWith(OnPrivateEngine.class)
class EngineOutageDockerTests {

  private static final Duration AWAY =
      Duration.ofSeconds(Boolean.getBoolean("livecode.test.full") ? 30 : 8);
  private static final Duration SEEN = Duration.ofSeconds(15);
  private static final Duration BACK = Duration.ofSeconds(60);

  private final PrivateEngine engine;
  private final List<RunRequested> runs = new ArrayList<>();

  EngineOutageDockerTests(PrivateEngine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void isUp() throws Exception {
    engine.start();
  }

  @Test
  void whatWasQueuedWhenTheEngineStoppedEndsOnceItIsBack() throws Exception {
    survives(engine::stop);
  }

  @Test
  void whatWasQueuedWhenTheEngineCrashedEndsOnceItIsBack() throws Exception {
    survives(engine::kill);
  }

  @Test
  void whatWasQueuedWhenTheEngineFrozeEndsOnceItGoesOn() throws Exception {
    survives(engine::freeze);
  }

  @Test
  void whatWasQueuedWhenAnEngineStoppedThatKeepsItsContainersEndsOnceItIsBack() throws Exception {
    engine.stop();
    engine.keepsContainers(true);
    engine.start();
    try {
      survives(engine::stop);
    } finally {
      engine.keepsContainers(false);
      engine.stop();
    }
  }

  @Test
  void aRunnerThatFindsNoEngineWaitsForItAndForTheImage() throws Exception {
    String late = "livecode/late-" + UUID.randomUUID();
    engine.stop();
    try (var runner = RunnerOnEngine.start(engine, late + ":1")) {
      runner.awaitReadiness(503, SEEN);
      engine.start();
      await("the reason is said")
          .atMost(BACK)
          .until(() -> runner.health().body().contains("There is no sandbox image '" + late));
      engine.nameImage(late, "1");
      runner.awaitReadiness(200, BACK);
    }
  }

  private void survives(Outage outage) throws Exception {
    try (var runner = RunnerOnEngine.start(engine, RunnerOnEngine.IMAGE);
        var log = new Log(TestServers.kafka())) {
      runner.awaitReadiness(200, BACK);
      ask(log, 24);
      await("some have ended, and more run").atMost(BACK).until(() -> hasEnded(log, runs.get(1)));
      outage.begin();
      runner.awaitReadiness(503, SEEN);
      long endedBefore = ended(log);
      assertThat(endedBefore).as("work is left").isLessThan(runs.size());
      ask(log, 6);
      await("nothing is taken for done while the engine is away")
          .during(AWAY)
          .atMost(AWAY.plusSeconds(30))
          .until(
              () ->
                  ended(log) == endedBefore
                      && log.lag() == runs.size() - endedBefore
                      && runner.readiness() == 503);
      engine.start();
      runner.awaitReadiness(200, BACK);
      runs.forEach(run -> assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED));
      log.awaitNoLag();
      assertThat(runs).allSatisfy(run -> assertThat(log.endsOf(run)).hasSize(1));
      assertThat(log.deadLetters()).noneSatisfy(it -> assertThat(isOurs(it.key())).isTrue());
      await("what the outage left behind is swept")
          .atMost(BACK)
          .until(() -> containers().stream().allMatch(it -> "running".equals(it.getState())));
    }
    assertThat(containers()).isEmpty();
  }

  private List<Container> containers() {
    return engine.client().listContainersCmd().withShowAll(true).exec();
  }

  private void ask(Log log, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      runs.add(log.request("import time; time.sleep(0.5) # " + runs.size()));
    }
  }

  private long ended(Log log) {
    return runs.stream().filter(run -> hasEnded(log, run)).count();
  }

  private static boolean hasEnded(Log log, RunRequested run) {
    return !log.endsOf(run).isEmpty();
  }

  private boolean isOurs(String key) {
    return runs.stream().anyMatch(run -> run.executionId().toString().equals(key));
  }

  /** How the engine goes. */
  private interface Outage {
    void begin() throws Exception;
  }
}
