package dev.livecode.runner.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlsIntegrationTests {

  private final ControllableSandbox sandbox = new ControllableSandbox();
  private Log log;

  @BeforeEach
  void open() {
    log = new Log(TestServers.kafka());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private TestRunner runner() {
    return TestRunner.start(TestServers.kafka(), sandbox, Map.of());
  }

  @Test
  void aRunnerThatStartsLaterKnowsWhatWasCancelledBefore() throws Exception {
    RunRequested run = log.request("cancelled before there was a runner");
    log.cancel(run);
    try (var _ = runner()) {
      RunFinished end = log.awaitEnd(run);

      assertThat(end.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(end.startedAt()).isNull();
      assertThat(sandbox.programs()).isZero();
      log.awaitNoLag();
    }
  }

  @Test
  void aRunIsCancelledWhileItRuns() throws Exception {
    try (var _ = runner()) {
      RunRequested run = log.request("cancelled in mid-run");
      awaitStarted(run);

      log.cancel(run);

      assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.CANCELLED);
      log.awaitNoLag();
      assertThat(log.endsOf(run)).hasSize(1);
    }
  }

  @Test
  void whatIsTypedReachesTheProgramAndWhatItTookIsTold() throws Exception {
    try (var _ = runner()) {
      RunRequested run = log.request("typed into");
      awaitStarted(run);
      log.type(run, 2, "second", false);
      log.type(run, 1, "first ", false);
      log.type(run, 3, "", true);

      RunFinished end = log.awaitEnd(run);

      assertThat(end.outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(log.outputOf(run, end.attemptId())).isEqualTo("first second");
      assertThat(log.eventsOf(run).stream().filter(StdinTaken.class::isInstance))
          .last()
          .isEqualTo(new StdinTaken(run.executionId(), end.attemptId(), "first second".length()));
    }
  }

  @Test
  void anotherRunnersAttemptIsGivenAllThatWasTypedBefore() throws Exception {
    RunRequested run = log.request("taken over");
    try (var _ = runner()) {
      awaitStarted(run);
      log.type(run, 1, "first ", false);
      await("it is read")
          .atMost(Duration.ofSeconds(20))
          .until(() -> log.eventsOf(run).stream().anyMatch(StdinTaken.class::isInstance));
    }
    try (var _ = runner()) {
      log.type(run, 2, "second", true);

      RunFinished end = log.awaitEnd(run);

      assertThat(log.outputOf(run, end.attemptId())).isEqualTo("first second");
      assertThat(sandbox.programs()).isEqualTo(2);
      log.awaitNoLag();
    }
  }

  private void awaitStarted(RunRequested run) {
    await("the program runs")
        .atMost(Duration.ofSeconds(60))
        .until(() -> log.eventsOf(run).stream().anyMatch(RunStarted.class::isInstance));
  }
}
