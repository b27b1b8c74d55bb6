package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log replayed and verified on the command line, while people run programs. */
class ReplayEndToEndTests {

  private static final JsonMapper JSON = new JsonMapper();

  private final SharedSystem system = SharedSystem.withoutLimits();

  @TempDir Path folder;

  @Test
  void aReplayKeepsWhatEverybodyHasSeenAndWhatRunsMeanwhile() {
    Learner before = system.learner("python").types("print('before')");
    String execution = before.runs().text("execution_id");
    JsonNode seen = execution(execution);

    try (var replay = livecode("replay", "--rate", "300", "--json")) {
      Learner meanwhile = system.learner("python").types("print('meanwhile')");
      assertThat(meanwhile.runs().text("stdout")).isEqualTo("meanwhile\n");
      assertThat(replay.exitCode()).as(replay.err()).isZero();
      assertThat(JSON.readTree(replay.out()).path("state").asString()).isEqualTo("SWITCHED");
    }

    assertThat(execution(execution)).isEqualTo(seen);
    assertThat(before.runs().text("stdout")).isEqualTo("before\n");
  }

  @Test
  void theViewIsAsTheLogMakesIt() {
    system.learner("python").types("print(1)").runs();

    try (var verify = livecode("replay", "--verify");
        var list = livecode("replay", "--list")) {
      assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
      assertThat(verify.out()).contains("VERIFIED", "no differences");
      assertThat(list.exitCode()).isZero();
    }
  }

  @Test
  void theChainOfHashesHoldsAndAnExportedHeadProvesItLater() throws IOException {
    system.learner("python").types("print(1)").runs();
    Path heads = folder.resolve("heads.json");
    try (var export = livecode("audit", "heads")) {
      assertThat(export.exitCode()).as(export.err()).isZero();
      Files.writeString(heads, export.out());
    }
    system.learner("python").types("print(2)").runs();

    try (var verify = livecode("audit", "verify-chain", "--heads", heads.toString())) {
      assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
      assertThat(verify.out()).contains("livecode.run-requests-0: ", "as they were written");
    }
    List<String> forged =
        Files.readAllLines(heads).stream()
            .map(it -> it.replaceAll("\"[0-9a-f]{64}\"", "\"00\""))
            .toList();
    Files.write(heads, forged);
    try (var verify = livecode("audit", "verify-chain", "--heads", heads.toString())) {
      assertThat(verify.exitCode()).isEqualTo(3);
      assertThat(verify.out()).contains("the hash is not the one that was exported");
    }
  }

  @Test
  void whatCanNotBeSaysWhatToDo() throws IOException {
    Path noHeads = Files.writeString(folder.resolve("heads.json"), "nonsense");
    try (var cancel = livecode("replay", "--cancel");
        var rate = livecode("replay", "--rate", "0");
        var heads = livecode("audit", "verify-chain", "--heads", noHeads.toString());
        var missing = livecode("audit", "verify-chain", "--heads", "missing.json")) {
      for (RunningCommand command : List.of(cancel, rate, heads, missing)) {
        assertThat(command.exitCode()).isEqualTo(1);
      }
      assertThat(cancel.err()).isEqualTo("livecode: No replay is under way\n");
      assertThat(rate.err()).contains("400", "rate_limit must be at least 1");
      assertThat(heads.err()).contains("is not what 'livecode audit heads' printed");
      assertThat(missing.err()).contains("Can't read missing.json");
    }
  }

  private JsonNode execution(String id) {
    return Learner.calling(() -> system.api().call("GET", "/executions/" + id, null)).body();
  }

  private RunningCommand livecode(String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--operations";
    all[arguments.length + 2] = system.system().executionUrl().toString();
    return RunningCommand.starts(system.url(), folder, all);
  }
}
