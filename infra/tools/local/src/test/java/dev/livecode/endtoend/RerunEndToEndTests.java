package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.endtoend.CommandLine.Ended;
import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import dev.livecode.testing.LogReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was run runs again: one by a learner, many by an operator. */
class RerunEndToEndTests {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String RERUNS = "/operations/reruns";
  private static final int DIFFERENT = 3;

  private final SharedSystem system = SharedSystem.withoutLimits();
  private final ApiClient operator = new ApiClient(system.system().sessionUrl());
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @TempDir Path folder;

  @Test
  void aRunWhoseSessionHasChangedSinceDoesTheSameAgain() throws Exception {
    Learner learner = system.learner("python").types("import sys\nprint('old', input(), sys.argv)");
    Answer original = learner.runs(Map.of("stdin", "in", "arguments", List.of("one")));
    assertThat(system.api().save(learner.session(), "bash", "echo new").status()).isEqualTo(200);

    Answer accepted = rerun(original.text("execution_id"), "");
    Answer again = learner.awaits(accepted.text("execution_id"));

    assertThat(accepted.text("origin")).isEqualTo(original.text("execution_id"));
    assertThat(again.text("stdout")).isEqualTo(original.text("stdout")).startsWith("old in");
    assertThat(again.text("language")).isEqualTo("python");
    assertThat(again.text("session_id")).isEqualTo(learner.session());
    assertThat(learner.runs().text("stdout")).as("what the session holds now").isEqualTo("new\n");
    Answer waited = rerun(accepted.text("execution_id"), "?wait=20s");
    assertThat(waited.text("stdout")).as("%s", waited).isEqualTo(original.text("stdout"));
    assertThat(waited.text("origin")).isEqualTo(accepted.text("execution_id"));
  }

  @Test
  void anInteractiveRunIsGivenAgainWhatWasTyped() throws Exception {
    Learner learner =
        system
            .learner("python")
            .types("import sys\nfor line in sys.stdin: print('got', line.strip())");
    String original = learner.starts(Map.of("interactive", true));
    gives(original, Map.of("text", "Ada\n", "sequence", 1));
    gives(original, Map.of("text", "36\n", "sequence", 2, "end", true));
    assertThat(learner.awaits(original).text("stdout")).isEqualTo("got Ada\ngot 36\n");

    Answer again = learner.awaits(rerun(original, "").text("execution_id"));

    assertThat(again.text("status")).as("%s", again).isEqualTo("COMPLETED");
    assertThat(again.text("stdout")).isEqualTo("got Ada\ngot 36\n");
  }

  @Test
  void whatWasNeverRunIsRefused() throws Exception {
    Answer refused = system.api().call("POST", "/executions/" + UUID.randomUUID() + "/rerun", null);

    assertThat(refused.status()).isEqualTo(404);
  }

  @Test
  void aBatchShowsTheOneRunThatDoesSomethingElse() throws Exception {
    String planted = "";
    for (int number = 0; number < 10; number++) {
      assertThat(runs("bash", "echo " + number + "; exit " + number % 3)).isNotEmpty();
      String program = number == 6 ? "import time; print(time.time_ns())" : "print(" + number + ")";
      String execution = runs("python", program);
      planted = number == 6 ? execution : planted;
    }

    Ended dry = client("rerun", "--dry-run", "--language", "python");
    Ended bash = client("rerun", "--json", "--language", "bash", "--rate", "20");
    Ended python = client("rerun", "--json", "--language", "python", "--rate", "20");

    assertThat(dry.out()).as("%s", dry).startsWith("10 runs would run again, in about 0:00:0");
    assertThat(bash.exitCode()).as("%s", bash).isZero();
    assertThat(json(bash).at("/same").asLong()).isEqualTo(10);
    assertThat(python.exitCode()).as("%s", python).isEqualTo(DIFFERENT);
    JsonNode report = json(python);
    assertThat(report.at("/same").asLong()).as("%s", report).isEqualTo(9);
    assertThat(report.at("/differences").size()).isEqualTo(1);
    assertThat(report.at("/differences/0/origin").asString()).isEqualTo(planted);
    assertThat(report.at("/differences/0/differs").toString()).isEqualTo("[\"STDOUT\"]");
    String batch = report.at("/rerun/rerun_id").asString();
    Answer again = system.api().execution(report.at("/differences/0/execution_id").asString());
    assertThat(again.text("session_id")).isEqualTo(batch);
    Ended printed = client("rerun", "--report", batch);
    assertThat(printed.out()).contains("9 did the same again, 1 did not (STDOUT 1)", planted);
    assertThat(client("rerun", "--list").out()).contains(batch + " COMPLETED");
    assertThat(client("rerun", "--dry-run", "--language", "python").out())
        .as("its own runs are none of the next batch's")
        .startsWith("10 runs");
  }

  @Test
  void aCancelledBatchStopsWhatIsUnderWay() throws Exception {
    for (int number = 0; number < 3; number++) {
      runs("python", "import time\nprint('begun')\ntime.sleep(3)");
    }
    String batch = begins(20);
    await("one is under way").atMost(PATIENCE).until(() -> standing(batch, "outstanding") == 1);

    Ended cancelled = client("rerun", "--cancel", batch);

    assertThat(cancelled.out()).as("%s", cancelled).contains("CANCELLED");
    await("none is").atMost(PATIENCE).until(() -> standing(batch, "outstanding") == 0);
    assertThat(standing(batch, "cancelled")).isEqualTo(3);
    assertThat(sent(batch)).hasSize(1);
    String stopped = sent(batch).keySet().iterator().next().toString();
    assertThat(system.api().execution(stopped).text("reason")).isEqualTo("CANCELLED");
  }

  @Test
  @Tag("faults")
  void aRestartInMidBatchRunsNoneTwice() throws Exception {
    List<UUID> originals =
        IntStream.range(0, 12)
            .mapToObj(it -> UUID.fromString(runs("python", "print(" + it + ")")))
            .toList();
    String batch = begins(20);
    await("some have run").atMost(PATIENCE).until(() -> standing(batch, "compared") >= 3);

    system.system().crash("session");

    await("all have run")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> standing(batch, "compared") == originals.size());
    assertThat(sent(batch).values()).containsExactlyInAnyOrderElementsOf(originals);
    Answer report = operator.call("GET", RERUNS + "/" + batch + "/report", null);
    assertThat(report.body().at("/same").asLong()).as("%s", report).isEqualTo(originals.size());
  }

  @Test
  void nobodyReachesBatchesThroughTheEdge() throws Exception {
    for (String path : List.of("", "/" + UUID.randomUUID(), "/" + UUID.randomUUID() + "/report")) {
      assertThat(system.api().call("GET", RERUNS + path, null).status()).isEqualTo(404);
    }
    assertThat(system.api().call("POST", RERUNS, Map.of()).status()).isEqualTo(404);
    assertThat(system.api().call("DELETE", RERUNS + "/1", null).status()).isEqualTo(404);
    for (String path : List.of("/internal/archived-runs/1", "/internal/ended-runs")) {
      assertThat(system.api().call("GET", path, null).status()).isEqualTo(404);
    }
  }

  private String runs(String language, String program) {
    return system.learner(language).types(program).runs().text("execution_id");
  }

  private Answer rerun(String execution, String query) throws Exception {
    Answer answer = system.api().call("POST", "/executions/" + execution + "/rerun" + query, null);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer;
  }

  private void gives(String execution, Map<String, ?> input) throws Exception {
    Answer given = system.api().call("POST", "/executions/" + execution + "/stdin", input);
    assertThat(given.status()).as("%s", given).isEqualTo(200);
  }

  /** What this test has run in Python, again. */
  private String begins(int rate) throws Exception {
    Map<String, ?> wish =
        Map.of(
            "language",
            "python",
            "from",
            begun.toString(),
            "to",
            Instant.now().toString(),
            "rate",
            rate);
    Answer answer = operator.call("POST", RERUNS, wish);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.text("rerun_id");
  }

  private long standing(String batch, String field) throws Exception {
    return operator.call("GET", RERUNS + "/" + batch, null).body().path(field).asLong();
  }

  /** The batch's executions in the log, each with its origin. */
  private Map<UUID, UUID> sent(String batch) {
    return LogReader.events(system.system().kafka(), Topics.RUN_REQUESTS, RunRequested.class)
        .stream()
        .filter(it -> it.sessionId().equals(UUID.fromString(batch)))
        .collect(
            Collectors.toMap(
                RunRequested::executionId,
                RunRequested::origin,
                (first, _) -> first,
                LinkedHashMap::new));
  }

  /** A call about what this test has run. */
  private Ended client(String... arguments) throws Exception {
    var all = new ArrayList<>(List.of(arguments));
    if (all.contains("--language")) {
      all.addAll(List.of("--from", begun.toString(), "--to", Instant.now().toString()));
    }
    return new CommandLine(system, folder).client(all.toArray(String[]::new));
  }

  private static JsonNode json(Ended ended) {
    return JsonMapper.shared().readTree(ended.out());
  }
}
