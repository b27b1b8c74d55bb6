package dev.livecode.runner.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueIntegrationTests {

  private Log log;

  @BeforeEach
  void open() {
    log = new Log(TestServers.kafka());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static TestRunner runner(FakeSandbox sandbox, Map<String, Object> settings) {
    return TestRunner.start(TestServers.kafka(), sandbox, settings);
  }

  @Test
  void aRunIsToldFromItsStartToItsEndAndSettled() throws Exception {
    RunRequested run = log.request("hello");
    try (var _ = runner(FakeSandbox.echoing(), Map.of("livecode.runner.name", "it-1"))) {
      RunFinished end = log.awaitEnd(run);
      assertThat(log.eventsOf(run))
          .hasExactlyElementsOfTypes(RunStarted.class, RunOutput.class, RunFinished.class);
      assertThat(end.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(end.runner()).isEqualTo("it-1");
      assertThat(end.stdout().bytes()).isEqualTo(5);
      assertThat(((RunStarted) log.eventsOf(run).getFirst()).attemptId())
          .isEqualTo(end.attemptId());
      log.awaitNoLag();
    }
  }

  @Test
  void aRunThatTakesLongerThanTheLockRunsOnce() throws Exception {
    var sandbox = new FakeSandbox((_, _) -> TimeUnit.SECONDS.sleep(20)); // The program's own time.
    try (var _ = runner(sandbox, Map.of())) {
      RunRequested run = log.request("long");
      log.awaitEnd(run);
      log.awaitNoLag();
      assertThat(sandbox.runsOf("long")).isOne();
      assertThat(log.endsOf(run)).hasSize(1);
    }
  }

  @Test
  void aRequestIsSettledOnlyAfterKafkaHasItsEnd() throws Exception {
    try (var _ = runner(FakeSandbox.echoing(), Map.of())) {
      log.awaitEnd(log.request("warm-up"));
      log.awaitNoLag();
      log.refuseEvents(true);
      RunRequested run = log.request("unheard");
      await("not settled, for longer than the lock")
          .pollDelay(Duration.ofSeconds(1))
          .during(Duration.ofSeconds(18))
          .atMost(Duration.ofSeconds(30))
          .until(() -> log.lag() == 1 && log.endsOf(run).isEmpty());
      log.refuseEvents(false);
      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
      log.awaitNoLag();
    } finally {
      log.refuseEvents(false);
    }
  }

  @Test
  void gibberishGoesToTheDeadLetters() throws Exception {
    try (var _ = runner(FakeSandbox.echoing(), Map.of())) {
      log.requestGibberish("gibberish");
      await("dead letter")
          .atMost(Duration.ofSeconds(30))
          .until(() -> log.deadLetters().stream().anyMatch(it -> "gibberish".equals(it.key())));
      log.awaitNoLag();
    }
  }

  @Test
  void whatNoRunnerCanProcessEndsAsASystemError() throws Exception {
    var sandbox =
        new FakeSandbox(
            (source, _) -> {
              if (source.equals("poison")) {
                throw new IllegalStateException("poison");
              }
            });
    try (var _ = runner(sandbox, Map.of("livecode.runner.delivery-limit", "3"))) {
      RunRequested run = log.request("poison");
      RunFinished end = log.awaitEnd(run);
      assertThat(end.outcome()).isEqualTo(Outcome.SYSTEM_ERROR);
      assertThat(end.startedAt()).isNull();
      assertThat(sandbox.runsOf("poison")).isEqualTo(3);
    }
  }

  @Test
  void aSandboxThatFailsIsTriedAgainWhileTheRequestIsHeld() throws Exception {
    var sandbox =
        new FakeSandbox(
            (_, time) -> {
              if (time <= 7) {
                throw new SandboxFailedException("engine away");
              }
            });
    try (var _ = runner(sandbox, Map.of())) {
      RunRequested run = log.request("again");
      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(log.endsOf(run)).hasSize(1);
      log.awaitNoLag();
    }
  }

  @Test
  void aProgramThatIsFrozenRunsAgainOnce() throws Exception {
    var sandbox = FakeSandbox.freezing(1);
    try (var _ = runner(sandbox, Map.of())) {
      RunRequested run = log.request("frozen");
      RunFinished end = log.awaitEnd(run);
      assertThat(end.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(end.stdout().bytes()).as("of the second attempt alone").isEqualTo(6);
      assertThat(sandbox.runsOf("frozen")).isEqualTo(2);
    }
    try (var _ = runner(FakeSandbox.freezing(2), Map.of())) {
      assertThat(log.awaitEnd(log.request("frozen twice")).outcome())
          .isEqualTo(Outcome.SYSTEM_ERROR);
    }
  }

  @Test
  void whatWaitedTooLongEndsWithoutRunning() throws Exception {
    var sandbox = FakeSandbox.echoing();
    try (var _ = runner(sandbox, Map.of())) {
      RunRequested run = log.request("late", "python", Instant.now().minus(Duration.ofMinutes(11)));
      RunFinished end = log.awaitEnd(run);
      assertThat(end.outcome()).isEqualTo(Outcome.EXPIRED);
      assertThat(end.startedAt()).isNull();
      assertThat(sandbox.runsOf("late")).isZero();
    }
  }

  @Test
  void anUnknownLanguageEndsAsASystemError() throws Exception {
    try (var _ = runner(FakeSandbox.echoing(), Map.of())) {
      RunRequested run = log.request("x", "Python", Instant.now());
      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.SYSTEM_ERROR);
    }
  }

  @Test
  void slotsWorkAtTheSameTime() throws Exception {
    var together = new CyclicBarrier(3);
    var sandbox =
        new FakeSandbox(
            (_, _) -> {
              try {
                together.await(20, TimeUnit.SECONDS);
              } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("Not all three came", e);
              }
            });
    try (var _ = runner(sandbox, Map.of("livecode.runner.slots", "3"))) {
      List<RunRequested> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runs.add(log.request("together-" + i));
      }
      runs.forEach(run -> assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED));
    }
  }

  @Test
  void theRequestOfAKilledRunnerGoesToAnother() throws Exception {
    // Sets the group up, so that the hoarder finds what was asked for before it came.
    try (var _ = runner(FakeSandbox.echoing(), Map.of())) {
      log.awaitEnd(log.request("set-up"));
      log.awaitNoLag();
    }
    RunRequested run = log.request("inherited");
    Hoarder.takesAndIsKilled(TestServers.kafka(), run);
    try (var _ = runner(FakeSandbox.echoing(), Map.of())) {
      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
    }
  }

  @Test
  void aStoppedRunnerFinishesWhatRuns() throws Exception {
    var running = new CountDownLatch(1);
    var sandbox =
        new FakeSandbox(
            (_, _) -> {
              running.countDown();
              TimeUnit.SECONDS.sleep(2); // The program's own time.
            });
    RunRequested run = log.request("finish");
    try (var _ = runner(sandbox, Map.of())) {
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(log.lag()).isZero();
  }

  @Test
  void aStoppedRunnerHandsBackWhatItCanNotFinish() throws Exception {
    var running = new CountDownLatch(1);
    var sandbox =
        new FakeSandbox(
            (_, _) -> {
              running.countDown();
              new CountDownLatch(1).await();
            });
    RunRequested run = log.request("hand back");
    try (var _ = runner(sandbox, Map.of("livecode.runner.shutdown-deadline", "1s"))) {
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(log.endsOf(run)).isEmpty();
    try (var _ = runner(FakeSandbox.echoing(), Map.of())) {
      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED);
      log.awaitNoLag();
    }
  }
}
