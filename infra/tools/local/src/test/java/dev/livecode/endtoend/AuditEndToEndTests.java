package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real runs, asked for afterwards: through the edge, and on the command line. */
class AuditEndToEndTests {

  private static final JsonMapper JSON = new JsonMapper();

  private final SharedSystem system = SharedSystem.withoutLimits();

  @TempDir Path folder;

  @Test
  void aRunIsToldFromItsRequestToItsEnd() {
    Learner learner = system.learner("python").types("print('Hello ' + input())");
    String execution =
        learner.awaits(learner.starts(Map.of("stdin", "Ada\n"))).text("execution_id");

    List<JsonNode> events = events(execution, "");
    List<JsonNode> withData = events(execution, "?data=true&limit=2");

    assertThat(types(events))
        .startsWith("run.requested", "run.started", "run.output")
        .endsWith("run.finished");
    assertThat(withData).hasSize(2);
    assertThat(withData.getFirst().at("/data/source_code").asString())
        .isEqualTo("print('Hello ' + input())");
    assertThat(withData.getFirst().at("/data/stdin").asString()).isEqualTo("Ada\n");
    assertThat(events.toString()).doesNotContain("Ada", system.system().runner(), "partition");
  }

  @Test
  void aSessionsRunsAreListedNewestFirst() {
    Learner learner = system.learner("python");
    assertThat(runs(learner)).as("one that was just opened").isEmpty();
    String first = learner.types("print(1)").runs().text("execution_id");
    String second = learner.types("exit(3)").runs().text("execution_id");

    List<JsonNode> runs = runs(learner);

    assertThat(runs)
        .extracting(it -> it.path("execution_id").asString())
        .containsExactly(second, first);
    assertThat(runs.getFirst().path("reason").asString()).isEqualTo("NON_ZERO_EXIT");
    assertThat(runs.getFirst().has("stdout")).isFalse();
    Answer page = call("/code-sessions/" + learner.session() + "/executions?limit=1");
    assertThat(page.body().path("more").asBoolean(false)).isTrue();
    assertThat(
            call("/code-sessions/"
                    + learner.session()
                    + "/executions?cursor="
                    + page.text("next_cursor"))
                .body()
                .at("/executions/0/execution_id")
                .asString())
        .isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/executions/%s/events", "/executions/%s/events?cursor=1.1"})
  void anIdThatWasNeverIssuedIsNotFound(String path) {
    assertThat(call(path.formatted(UUID.randomUUID())).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/executions/%s/events?limit=0", "/executions/%s/events?cursor=1",
        "/executions/%s/events?data=all", "/code-sessions/%s/executions?limit=1000",
        "/code-sessions/%s/executions?cursor=1.1",
      })
  void whatCantBeReadIsRefused(String path) {
    assertThat(call(path.formatted(UUID.randomUUID())).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/operations/executions",
        "/operations/executions/%s",
        "/operations/executions/%s/events",
        "/operations/executions/%s?position=1",
        "/operations/replays",
        "/operations/chain/heads",
        "/operations/dead-letters",
        "/operations/reruns",
        "/operations",
      })
  void nobodyReachesOperatorsCallsThroughTheEdge(String path) {
    String execution = system.learner("python").runs().text("execution_id");

    Shape.require(system.call("GET", path.formatted(execution)), 404, "NOT_FOUND");
  }

  @Test
  void theCommandLineTellsARunASessionAndItsHistory() {
    Learner learner = system.learner("python").types("print(input())");
    Answer run = learner.runs(Map.of("stdin", "Zoë\n"));
    String execution = run.text("execution_id");

    try (var audit = livecode("audit", execution);
        var session = livecode("audit", learner.session());
        var export = livecode("audit", "export", learner.session(), "--operations", operations())) {
      assertThat(audit.exitCode()).as(audit.err()).isZero();
      assertThat(audit.out())
          .contains("requested: python", "attempt 1 started", "attempt 1 wrote ")
          .contains("attempt 1 finished: COMPLETED, exit code 0")
          .containsPattern("(?m)^COMPLETED after \\d+ ms; 1 attempt$");
      assertThat(session.exitCode()).isZero();
      assertThat(session.out()).contains(execution, "COMPLETED").hasLineCount(2);
      assertThat(export.exitCode()).as(export.err()).isZero();
      List<JsonNode> lines = export.out().lines().map(JSON::readTree).toList();
      assertThat(lines).allMatch(it -> it.path("key").asString().equals(execution));
      assertThat(lines.getFirst().at("/data/stdin").asString()).isEqualTo("Zoë\n");
      assertThat(lines.getLast().at("/data/outcome").asString()).isEqualTo("COMPLETED");
    }
  }

  @Test
  void anUnknownIdIsSaid() {
    String unknown = UUID.randomUUID().toString();

    try (var audit = livecode("audit", unknown);
        var export = livecode("audit", "export", unknown, "--operations", operations())) {
      assertThat(audit.exitCode()).isEqualTo(1);
      assertThat(audit.err())
          .isEqualTo("livecode: No execution and no session has the id " + unknown + "\n");
      assertThat(export.exitCode()).isEqualTo(1);
      assertThat(export.err()).hasLineCount(1).contains("No run of a session");
    }
  }

  private List<JsonNode> events(String execution, String query) {
    Answer told = call("/executions/" + execution + "/events" + query);
    assertThat(told.status()).as("%s", told).isEqualTo(200);
    return told.body().path("events").valueStream().toList();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(it -> it.path("type").asString()).toList();
  }

  private List<JsonNode> runs(Learner learner) {
    Answer told = call("/code-sessions/" + learner.session() + "/executions");
    assertThat(told.status()).as("%s", told).isEqualTo(200);
    return told.body().path("executions").valueStream().toList();
  }

  private Answer call(String path) {
    return Learner.calling(() -> system.api().call("GET", path, null));
  }

  private String operations() {
    return system.system().executionUrl().toString();
  }

  private RunningCommand livecode(String... arguments) {
    return RunningCommand.starts(system.url(), folder, arguments);
  }
}
