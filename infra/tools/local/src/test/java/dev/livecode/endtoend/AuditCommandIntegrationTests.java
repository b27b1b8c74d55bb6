package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./livecode audit} and what it makes of histories that real runs seldom have. */
class AuditCommandIntegrationTests {

  private static final String ID = "0192f0c1-7a00-7000-8000-000000000001";
  private static final String OTHER = "0192f0c1-7a00-7000-8000-000000000002";
  private static final String EVENTS = "/executions/" + ID + "/events";
  private static final String RUNS = "/code-sessions/" + ID + "/executions";

  private final StubAnswers api = new StubAnswers();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aRunIsToldWithItsAttemptsAndWhatCameTooLate() {
    api.to(
        EVENTS,
        page(
            "1.3",
            true,
            event(0, "requested", "00.000", "", "\"language\":\"python\",\"interactive\":true"),
            event(1, "started", "00.019", "a", ""),
            event(2, "started", "09.019", "b", ""),
            event(3, "output", "09.018", "b", "\"stream\":\"STDOUT\",\"offset\":0,\"bytes\":12")));
    api.to(
        EVENTS + "?cursor=1.3",
        page(
            "1.7",
            false,
            event(4, "cancel-requested", "09.100", "", ""),
            event(
                5,
                "finished",
                "09.119",
                "b",
                "\"started_at\":\"\",\"outcome\":\"NON_ZERO_EXIT\",\"exit_code\":3"),
            "{\"position\":6,\"unreadable\":true}",
            event(
                    7,
                    "finished",
                    "10.000",
                    "a",
                    "\"started_at\":\"\",\"outcome\":\"COMPLETED\",\"exit_code\":0")
                .replace("\"type\"", "\"duplicate_of\":2,\"type\"")));

    try (var audit = audit(ID)) {
      assertThat(audit.exitCode()).as(audit.err()).isZero();
      assertThat(audit.out())
          .isEqualTo(
              """
              Execution %s
                 0  2026-11-01T09:30:00.000Z              requested: python, interactive
                 1  2026-11-01T09:30:00.019Z      +19 ms  attempt 1 started
                 2  2026-11-01T09:30:09.019Z    +9000 ms  attempt 2 started
                 3  2026-11-01T09:30:09.018Z       -1 ms  attempt 2 wrote 12 bytes to stdout
                 4  2026-11-01T09:30:09.100Z      +82 ms  somebody asked for its end
                 5  2026-11-01T09:30:09.119Z      +19 ms  attempt 2 finished: NON_ZERO_EXIT, exit code 3
                 6                                        late: a record that is no event
                 7  2026-11-01T09:30:10.000Z     +881 ms  late: again, as at 2: attempt 1 finished: COMPLETED, exit code 0
              NON_ZERO_EXIT after 9119 ms; 2 attempts, 2 late events
              """
                  .formatted(ID));
    }
  }

  @Test
  void aCancelBeforeTheFirstStartIsTheEnd() {
    api.to(
        EVENTS,
        page(
            "1.2",
            false,
            event(0, "requested", "00.000", "", "\"language\":\"python\""),
            event(1, "cancel-requested", "00.050", "", ""),
            event(2, "finished", "00.060", "a", "\"outcome\":\"CANCELLED\"")));

    try (var audit = audit(ID);
        var json = audit(ID, "--json")) {
      assertThat(audit.exitCode()).isZero();
      assertThat(audit.out())
          .contains("+10 ms  late: ended without a start: CANCELLED\n")
          .endsWith("CANCELLED after 50 ms; 0 attempts, 1 late event\n");
      assertThat(json.exitCode()).isZero();
      assertThat(json.out().lines())
          .hasSize(3)
          .last()
          .asString()
          .contains("\"position\": 2", "\"after_ms\": 10", "\"late\": true");
    }
  }

  @Test
  void aRunThatHasNotEndedSaysSo() {
    api.to(EVENTS, page("0.0", false));

    try (var audit = audit(ID)) {
      assertThat(audit.exitCode()).isZero();
      assertThat(audit.out()).endsWith("Nothing has happened yet: it is queued\n");
    }
  }

  @Test
  void aSessionIsToldByItsRuns() {
    api.to(RUNS, runs(ID, "\"next_cursor\":\"c\",\"more\":true"));
    api.to(RUNS + "?cursor=c", runs(OTHER, "\"more\":false"));

    try (var audit = audit(ID);
        var json = audit(ID, "--json")) {
      assertThat(audit.exitCode()).isZero();
      assertThat(audit.out())
          .isEqualTo(
              """
              Session %s: its runs, newest first
              %s  2026-11-01T09:30:00.120Z  python      FAILED NON_ZERO_EXIT        43 ms
              %s  2026-11-01T09:30:00.120Z  python      FAILED NON_ZERO_EXIT        43 ms
              """
                  .formatted(ID, ID, OTHER));
      assertThat(json.exitCode()).isZero();
      assertThat(json.out().lines()).hasSize(2).allMatch(it -> it.startsWith("{"));
    }
  }

  @Test
  void aSessionWithoutRunsIsNoUnknownId() {
    api.to(RUNS, "{\"executions\":[],\"more\":false}").to("/code-sessions/" + ID, "{}");

    try (var audit = audit(ID)) {
      assertThat(audit.exitCode()).isZero();
      assertThat(audit.out()).isEqualTo("Session " + ID + ": it has no runs yet\n");
    }
  }

  @Test
  void anExportHasEveryRecordOfEveryRunTheOldestFirst() throws Exception {
    api.to(RUNS + "?limit=200", runs(ID, "\"next_cursor\":\"c\",\"more\":true"));
    api.to(RUNS + "?limit=200&cursor=c", runs(OTHER, "\"more\":false"));
    api.to("/operations" + EVENTS + "?data=true", page("0.1", true, record(1)));
    api.to("/operations" + EVENTS + "?data=true&cursor=0.1", page("0.2", false, record(2)));
    api.to("/operations/executions/" + OTHER + "/events?data=true", page("0.1", false, record(1)));
    Path file = folder.resolve("histories.jsonl");

    try (var printed = export(ID);
        var written = export(ID, "--output", file.toString())) {
      assertThat(printed.exitCode()).as(printed.err()).isZero();
      assertThat(printed.out())
          .isEqualTo(
              """
              {"execution_id":"%s","position":1,"key":"k","headers":[["ce_id","1"]],"data":{"text":"\\u00e9\\u0000"}}
              {"execution_id":"%s","position":1,"key":"k","headers":[["ce_id","1"]],"data":{"text":"\\u00e9\\u0000"}}
              {"execution_id":"%s","position":2,"key":"k","headers":[["ce_id","1"]],"data":{"text":"\\u00e9\\u0000"}}
              """
                  .formatted(OTHER, ID, ID));
      assertThat(written.exitCode()).isZero();
      assertThat(Files.readString(file)).isEqualTo(printed.out());
      assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
    }
  }

  @Test
  void anExportThatFailsLeavesNoHalfFile() throws Exception {
    api.to(RUNS + "?limit=200", runs(ID, "\"more\":false"));
    Path file = Files.writeString(folder.resolve("histories.jsonl"), "before");

    try (var export = export(ID, "--output", file.toString());
        var nowhere = export(ID, "--output", folder.resolve("a/b").toString())) {
      assertThat(export.exitCode()).isEqualTo(1);
      assertThat(export.err()).startsWith("livecode: refused with 404: ").hasLineCount(1);
      assertThat(nowhere.exitCode()).isEqualTo(1);
      assertThat(nowhere.err()).startsWith("livecode: Can't write ").hasLineCount(1);
    }
    assertThat(file).hasContent("before");
    assertThat(folder.resolve("histories.jsonl.part")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audit                          | 2 | the following arguments are required
          audit yesterday                | 1 | is no id: an execution and a session have UUIDs
          audit export                   | 2 | the following arguments are required
          audit export 1                 | 1 | is no id
          audit 0192f0c1-7a00-7000-8000-000000000003 | 1 | Not found
          audit export 0192f0c1-7a00-7000-8000-000000000001 --operations http://127.0.0.1:1 | 1 | No execution service answers at http://127.0.0.1:1
          audit 0192f0c1-7a00-7000-8000-000000000001 --url http://127.0.0.1:1 | 1 | Nothing answers at http://127.0.0.1:1. Start it with ./livecode up
          """)
  void aWrongCallSaysWhatToDo(String line, int exitCode, String says) {
    try (var command = RunningCommand.starts(api.url(), folder, line.split(" +"))) {
      assertThat(command.exitCode()).isEqualTo(exitCode);
      assertThat(command.err()).contains(says).doesNotContain("Traceback");
    }
  }

  @Test
  void aSessionThatNobodyKnowsIsSaid() {
    api.to(RUNS, "{\"executions\":[],\"more\":false}")
        .to(RUNS + "?limit=200", "{\"executions\":[],\"more\":false}");

    try (var audit = audit(ID);
        var export = export(ID)) {
      assertThat(audit.exitCode()).isEqualTo(1);
      assertThat(audit.err())
          .isEqualTo("livecode: No execution and no session has the id " + ID + "\n");
      assertThat(export.exitCode()).isEqualTo(1);
      assertThat(export.err()).isEqualTo("livecode: No run of a session " + ID + " is known\n");
    }
  }

  private RunningCommand audit(String id, String... options) {
    String[] command = new String[options.length + 2];
    command[0] = "audit";
    command[1] = id;
    System.arraycopy(options, 0, command, 2, options.length);
    return RunningCommand.starts(api.url(), folder, command);
  }

  private RunningCommand export(String id, String... options) {
    String[] all = new String[options.length + 3];
    all[0] = id;
    all[1] = "--operations";
    all[2] = api.url().toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return audit("export", all);
  }

  private static String event(
      int position, String type, String second, String attempt, String data) {
    return """
        {"position":%d,"type":"run.%s","version":1,"time":"2026-11-01T09:30:%sZ",%s"data":{%s}}"""
        .formatted(
            position,
            type,
            second,
            attempt.isEmpty() ? "" : "\"attempt\":\"" + attempt + "\",",
            data);
  }

  private static String record(int position) {
    return """
        {"position":%d,"record":{"key":"k","headers":[["ce_id","1"]],"data":{"text":"é\\u0000"}}}"""
        .formatted(position);
  }

  private static String page(String next, boolean more, String... events) {
    return "{\"events\":[%s],\"next_cursor\":\"%s\",\"more\":%s}"
        .formatted(String.join(",", events), next, more);
  }

  private static String runs(String id, String rest) {
    return """
        {"executions":[{"execution_id":"%s","status":"FAILED","reason":"NON_ZERO_EXIT",\
        "execution_time_ms":43,"language":"python","created_at":"2026-11-01T09:30:00.120Z"}],%s}"""
        .formatted(id, rest);
  }
}
