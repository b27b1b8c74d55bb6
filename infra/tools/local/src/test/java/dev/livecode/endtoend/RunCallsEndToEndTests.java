package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.local.client.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that people report as broken elsewhere: what becomes of a run, whatever its client does.
 */
class RunCallsEndToEndTests {

  private static final List<String> STATUSES = List.of("QUEUED", "RUNNING", "COMPLETED");
  private static final int MB = 1_000_000;

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  @DisplayName("run-client-gone")
  void aClientThatIsGoneLeavesItsSessionFree() {
    int clients = Count.of("clients that hang up right after they pressed run", 10, 50);
    List<Learner> learners =
        IntStream.range(0, clients).mapToObj(_ -> system.learner("python").types("pass")).toList();

    for (Learner learner : learners) {
      try (Wire wire = Wire.to(system.url())) {
        wire.writes(
            Wire.head(
                "POST /code-sessions/" + learner.session() + "/run HTTP/1.1", "Content-Length: 0"));
      }
    }

    for (Learner learner : learners) {
      Answer accepted =
          await("a session that is free")
              .atMost(Duration.ofSeconds(30))
              .until(learner::presses, it -> it.status() == 200);
      assertThat(learner.awaits(accepted.text("execution_id")).text("status"))
          .isEqualTo("COMPLETED");
    }
  }

  @Test
  @DisplayName("run-closed-meanwhile")
  void aRunEndsThoughItsSessionIsClosed() throws Exception {
    Learner learner = system.learner("python").types("import time\ntime.sleep(1)\nprint('end')");
    String execution = learner.starts();

    Answer closed = system.api().call("DELETE", "/code-sessions/" + learner.session(), null);

    assertThat(closed.text("status")).as("%s", closed).isEqualTo("INACTIVE");
    Answer ended = learner.awaits(execution);
    assertThat(ended.text("status")).as("%s", ended).isEqualTo("COMPLETED");
    assertThat(ended.text("stdout")).isEqualTo("end\n");
    assertThat(learner.presses().status()).isEqualTo(403);
  }

  @Test
  @DisplayName("run-edited-meanwhile")
  void aRunIsOfTheProgramThatWasThereWhenItWasPressed() throws Exception {
    Learner learner = system.learner("python").types("import time\ntime.sleep(0.3)\nprint('old')");
    String execution = learner.starts();

    Answer saved = system.api().save(learner.session(), "javascript", "console.log('new')");

    assertThat(saved.status()).isEqualTo(200);
    Answer ended = learner.awaits(execution);
    assertThat(ended.text("language")).isEqualTo("python");
    assertThat(ended.text("stdout")).isEqualTo("old\n");
    assertThat(learner.runs().text("stdout")).as("of the next one").isEqualTo("new\n");
  }

  @Test
  @DisplayName("run-poll-at-once")
  void everyPollIsAnsweredAndNoneGoesBack() {
    Learner learner = system.learner("python").types("import time\ntime.sleep(0.3)");
    String execution = learner.starts();
    var answers = new ConcurrentLinkedQueue<List<String>>();

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < 200; client++) {
        clients.execute(() -> answers.add(polls(learner, execution)));
      }
    }

    assertThat(answers).hasSize(200);
    assertThat(answers)
        .allSatisfy(
            seen -> {
              assertThat(seen).isSubsetOf(STATUSES);
              assertThat(seen).isSortedAccordingTo(Comparator.comparing(STATUSES::indexOf));
            });
  }

  /** What one client saw until the end; a refusal is seen as it is. */
  private static List<String> polls(Learner learner, String execution) {
    var seen = new ArrayList<String>();
    do {
      Answer answer = learner.sees(execution);
      seen.add(answer.status() == 200 ? answer.text("status") : answer.toString());
    } while (List.of("QUEUED", "RUNNING").contains(seen.getLast()));
    return seen;
  }

  @Test
  @DisplayName("run-times-are-sane")
  void aSleepCostsTimeAndALoopCostsProcessor() {
    Answer sleep = system.learner("python").types("import time\ntime.sleep(1)").runs();
    Answer loop =
        system.learner("python").types("import time\nwhile time.process_time() < 0.4: pass").runs();
    Answer pass = system.learner("python").types("pass").runs();

    assertThat(millis(sleep, "execution_time_ms")).as("%s", sleep).isGreaterThanOrEqualTo(1_000);
    assertThat(millis(sleep, "cpu_time_ms")).as("%s", sleep).isLessThan(300);
    assertThat(millis(loop, "cpu_time_ms")).as("%s", loop).isBetween(400L, 700L);
    // What a program waits for a processor is its time too: a busy machine's has no upper bound
    // here.
    // A program has one processor; the two clocks are read one after the other.
    assertThat(millis(loop, "execution_time_ms")).as("%s", loop).isGreaterThanOrEqualTo(390);
    assertThat(millis(pass, "cpu_time_ms")).as("%s", pass).isLessThan(300);
    assertThat(List.of(sleep, loop, pass)).allSatisfy(RunCallsEndToEndTests::requireOrder);
  }

  private static void requireOrder(Answer ended) {
    Instant created = Instant.parse(ended.text("created_at"));
    Instant started = Instant.parse(ended.text("started_at"));
    Instant completed = Instant.parse(ended.text("completed_at"));
    assertThat(started).as("%s", ended).isBetween(created, completed);
    assertThat(millis(ended, "execution_time_ms"))
        .as("%s", ended)
        .isLessThanOrEqualTo(Duration.between(started, completed).toMillis() + 5);
  }

  @Test
  @DisplayName("run-memory-is-sane")
  void theMemoryOfARunIsItsOwn() {
    Learner learner = system.learner("python");

    long before = learner.types("pass").runs().body().path("memory_bytes").asLong();
    long large = learner.types("b = bytearray(60<<20)").runs().body().path("memory_bytes").asLong();
    long after = learner.types("pass").runs().body().path("memory_bytes").asLong();

    assertThat(before).isBetween(1L, 20L * MB);
    assertThat(large).isBetween(60L * MB, 85L * MB);
    assertThat(after).isBetween(1L, 20L * MB);
  }

  @ParameterizedTest
  @DisplayName("run-limits-of-one")
  @ValueSource(strings = {"bash", "c", "cpp", "java", "javascript", "lua", "python", "ruby"})
  void theLeastMemoryIsALimitAndNoFaultOfOurs(String language) {
    Answer ended =
        system.learner(language).runs(Map.of("limits", Map.of("memory_bytes", 16 << 20)));

    assertThat(ended.text("status")).as("%s", ended).isIn("COMPLETED", "FAILED");
    assertThat(ended.text("reason")).as("%s", ended).isIn("", "MEMORY_LIMIT");
  }

  @Test
  @DisplayName("run-limits-of-one: time and output")
  void theLeastTimeAndTheLeastOutputAreLimits() {
    Answer time = system.learner("python").runs(Map.of("limits", Map.of("wall_time_ms", 1)));
    Answer output =
        system
            .learner("python")
            .types("print(1)")
            .runs(Map.of("limits", Map.of("output_bytes", 1)));

    assertThat(time.text("status")).as("%s", time).isEqualTo("TIMEOUT");
    assertThat(output.text("reason")).as("%s", output).isEqualTo("OUTPUT_LIMIT");
    assertThat(output.text("stdout")).isEqualTo("1");
  }

  /** Not after a rest, which takes minutes: a new container is as cold as one gets here. */
  @ParameterizedTest
  @DisplayName("run-cold")
  @ValueSource(strings = {"bash", "c", "cpp", "java", "javascript", "lua", "python", "ruby"})
  void theFirstRunEndsLikeTheSecond(String language) {
    Learner learner = system.learner(language);

    Answer first = learner.runs();
    Answer second = learner.runs();

    assertThat(first.text("status")).as("%s", first).isEqualTo("COMPLETED");
    assertThat(first.text("stdout")).isEqualTo(second.text("stdout")).contains("Hello World");
    assertThat(second.text("status")).as("%s", second).isEqualTo("COMPLETED");
  }

  private static long millis(Answer ended, String field) {
    return ended.body().path(field).asLong();
  }
}
