package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.local.client.Answer;
import dev.livecode.testing.LogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CancelEndToEndTests {

  private static final int AT_ONCE = 3;
  private static final String MARK = "livecode-cancel-test";

  /** Says its name, so that this machine's list of processes shows whether it is gone. */
  private static final String SLEEPER =
      "import sys, time\nprint('begun ' + sys.argv[1])\ntime.sleep(4)\nprint('done')\n";

  private static final String C =
      "#include <unistd.h>\n#include <stdio.h>\nint main() { puts(\"begun\"); fflush(stdout); sleep(4); puts(\"done\"); }\n";

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void whereverARunIsItsCancelEndsItOnce() throws Exception {
    int cancels = Count.of("a run cancelled at a random moment", 60, 1_000);
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var slowest = new AtomicLong();
    List<Callable<String>> runs = new ArrayList<>();
    for (int index = 0; index < cancels; index++) {
      boolean compiled = random.nextInt(4) == 0;
      Duration after = Duration.ofMillis(random.nextInt(compiled ? 1500 : 1000));
      runs.add(() -> cancelled(compiled, after, slowest));
    }
    List<String> executions = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<String> run : threads.invokeAll(runs)) {
        executions.add(run.get());
      }
    }
    System.out.printf("from the cancel to the end seen: at most %d ms%n", slowest.get());
    assertThat(runningPrograms()).isEmpty();
    assertEndedAsTheLogSays(executions);
  }

  /** From some moment on; the execution's id. */
  private String cancelled(boolean compiled, Duration after, AtomicLong slowest) throws Exception {
    Learner learner =
        compiled ? system.learner("c").types(C) : system.learner("python").types(SLEEPER);
    String execution = learner.starts(Map.of("arguments", List.of(MARK)));
    LockSupport.parkNanos(after.toNanos());
    long asked = System.nanoTime();
    Answer answer = cancel(execution);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    Answer ended = system.api().call("GET", "/executions/" + execution + "?wait=30s", null);
    slowest.accumulateAndGet(Duration.ofNanos(System.nanoTime() - asked).toMillis(), Math::max);
    // No program has come to its own end by then: each was killed, or never began.
    assertThat(ended.text("reason")).as("%s", ended).isEqualTo("CANCELLED");
    assertThat(ended.text("stdout")).as("%s", ended).doesNotContain("done");
    await("the session is free").atMost(Duration.ofSeconds(20)).until(() -> isFree(learner));
    return execution;
  }

  private boolean isFree(Learner learner) throws Exception {
    Answer session = system.api().call("GET", "/code-sessions/" + learner.session(), null);
    return !session.body().has("active_execution_id");
  }

  /** By the rule of the contract, read from the log and not by our fold. */
  private void assertEndedAsTheLogSays(List<String> executions) throws Exception {
    List<RunEvent> events =
        LogReader.events(system.system().kafka(), Topics.RUN_EVENTS, RunEvent.class);
    for (String execution : executions) {
      List<RunEvent> its =
          events.stream().filter(it -> it.executionId().toString().equals(execution)).toList();
      RunEvent decisive =
          its.stream()
              .takeWhile(it -> !(it instanceof RunStarted))
              .filter(it -> it instanceof CancelRequested || it instanceof RunFinished)
              .findFirst()
              .orElseGet(
                  () ->
                      its.stream().filter(RunFinished.class::isInstance).findFirst().orElseThrow());
      String reason = decisive instanceof RunFinished end ? end.outcome().name() : "CANCELLED";
      Answer shown = system.api().execution(execution);
      String shownReason = shown.text("reason");
      assertThat(shownReason.isEmpty() ? "COMPLETED" : shownReason)
          .as("%s of %s", shown, its)
          .isEqualTo(reason);
    }
  }

  @Test
  void whatWasPrintedBeforeIsKept() throws Exception {
    Learner learner = system.learner("python").types("print('kept', end='')\nwhile True: pass\n");
    String execution = learner.starts();
    await("it prints")
        .atMost(Duration.ofSeconds(60))
        .until(() -> learner.sees(execution).text("status").equals("RUNNING"));
    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());

    cancel(execution);

    Answer ended = learner.awaits(execution);
    assertThat(ended.text("reason")).isEqualTo("CANCELLED");
    assertThat(ended.text("stdout")).isEqualTo("kept");
    assertThat(cancel(ended.text("execution_id")).body()).isEqualTo(ended.body());
  }

  @Test
  void aCancelRightAfterTheAcceptAnswerIsHonouredAlsoWhenKafkaWasStopped() throws Exception {
    Learner learner = system.learner("python").types(SLEEPER);
    system.system().stop("kafka");
    String execution;
    try {
      execution = learner.starts(Map.of("arguments", List.of(MARK)));
      assertThat(cancel(execution).status()).isEqualTo(200);
    } finally {
      system.system().resume("kafka");
    }

    Answer ended = learner.awaits(execution);
    assertThat(ended.text("reason")).as("%s", ended).isEqualTo("CANCELLED");
    assertThat(ended.text("stdout")).doesNotContain("done");
  }

  @Test
  void ofARunThatWasNeverThereNothingCanBeCancelled() throws Exception {
    assertThat(cancel("01a21f52-ca75-7e05-a588-dfb263d888f3").status()).isEqualTo(404);
  }

  private Answer cancel(String execution) throws Exception {
    return system.api().call("DELETE", "/executions/" + execution, null);
  }

  private static List<String> runningPrograms() {
    return ProcessHandle.allProcesses()
        .map(it -> it.info().commandLine().orElse(""))
        .filter(it -> it.contains(MARK))
        .toList();
  }
}
