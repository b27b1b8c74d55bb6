package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.local.client.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of a system of Compose is copied while it runs, and brought into another one. */
@Tag("compose")
class ComposeBackupEndToEndTests {

  private static final String SLOW = "import time\nprint('begun')\ntime.sleep(4)\nprint('done')\n";

  private final ComposeSystem system = ComposeSystem.shared();

  @TempDir private Path folder;

  @Test
  void anotherSystemHasWhatWasThereBeforeTheCopyAndGoesOn() throws Exception {
    Learner learner = system.learner("python").types("print('kept \\0 \\u20ac')");
    Learner failing = system.learner("bash").types("echo wrong >&2; exit 3");
    Learner slow = system.learner("python").types(SLOW);
    List<Answer> ended = List.of(learner.runs(), failing.runs());
    String copy = folder.resolve("copy").toString();
    try (var load = new LightLoad(system)) {
      load.awaitAccepted(5);
      String inFlight = slow.starts();
      await("the slow program").until(() -> slow.sees(inFlight).text("status").equals("RUNNING"));
      List<String> before = load.accepted();
      system.script("backup", copy).succeeded();
      load.awaitAccepted(2);
      assertThat(load.ends().values()).as("in the system itself").containsOnly("COMPLETED");

      try (var other = new ComposeSystem(SystemUnderTest.LIMITS_OFF)) {
        other.script("restore", copy).succeeded();
        System.out.println(other.up());
        ended.forEach(answer -> assertIsTheSame(other, "/executions/", "execution_id", answer));
        ended.forEach(answer -> assertIsTheSame(other, "/code-sessions/", "session_id", answer));
        assertThat(in(other, learner).runs().text("stdout")).isEqualTo("kept \0 \u20ac\n");
        assertThat(in(other, slow).awaits(inFlight).text("stdout")).isEqualTo("begun\ndone\n");
        assertThat(in(other, slow).presses().status()).isEqualTo(200);
        assertRunsGoOn(other, load.accepted(), before);
        assertTakesNoOtherCopy(other, copy);
      }
    }
  }

  @Test
  void aCopyThatFailsSaysWhyAndLeavesNothing() {
    try (var stopped = new ComposeSystem(Map.of())) {
      Command backup = stopped.script("backup", folder.resolve("copy").toString());

      assertThat(backup.exitCode()).isEqualTo(1);
      assertThat(backup.output()).contains("\"postgres\" is not running", "session could not be");
      assertThat(folder).isEmptyDirectory();
    }
    assertThat(system.script("backup", folder.toString()).output()).contains("left as it is");
  }

  /** All that was accepted before the copy ends there, and no session stays busy. */
  private static void assertRunsGoOn(
      ComposeSystem other, List<String> accepted, List<String> before) {
    Learner anybody = other.learner("python");
    List<String> known = accepted.stream().filter(it -> anybody.sees(it).status() == 200).toList();
    assertThat(known).containsAll(before).doesNotContain(accepted.getLast());
    for (String execution : known) {
      Answer end = anybody.awaits(execution);
      assertThat(end.text("status")).as("%s", end).isEqualTo("COMPLETED");
      Answer again = new Learner(other.api(), end.text("session_id"), "python").presses();
      // One that was opened after PostgreSQL's copy and before Kafka's is not there.
      List<Integer> expected = before.contains(execution) ? List.of(200) : List.of(200, 404);
      assertThat(again.status()).as("%s", again).isIn(expected);
    }
    System.out.println(
        "restored: "
            + known.size()
            + " of "
            + accepted.size()
            + " runs, "
            + before.size()
            + " accepted before the copy");
  }

  private static void assertTakesNoOtherCopy(ComposeSystem other, String copy) {
    Command restore = other.script("restore", copy);
    assertThat(restore.exitCode()).isEqualTo(1);
    assertThat(restore.output()).contains("'docker compose down -v' wipes it");
    assertThat(other.learner("python").runs().text("status")).isEqualTo("COMPLETED");
  }

  /** What both systems say of what an answer names. */
  private void assertIsTheSame(ComposeSystem other, String path, String id, Answer answer) {
    String call = path + answer.text(id);
    Answer here = Learner.calling(() -> system.api().call("GET", call, null));
    Answer there = Learner.calling(() -> other.api().call("GET", call, null));
    assertThat(here.status()).as("%s", here).isEqualTo(200);
    assertThat(there.body()).hasToString(here.body().toString());
  }

  private static Learner in(ComposeSystem other, Learner learner) {
    return new Learner(other.api(), learner.session(), learner.language());
  }
}
