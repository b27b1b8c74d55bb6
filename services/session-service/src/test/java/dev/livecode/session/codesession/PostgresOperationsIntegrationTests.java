package dev.livecode.session.codesession;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunRequested;
import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.Databases;
import dev.livecode.session.testing.OperatedService;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What operators and bad days do to PostgreSQL. */
class PostgresOperationsIntegrationTests extends OperatedService {

  private static final String PYTHON = "{\"language\":\"python\"}";
  private static final String KILL_OTHERS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";

  @Test
  void whileItTakesNoWritesTheyAreRefusedAndReadingGoesOn() {
    UUID session = calls().open("print(1)");
    postgres("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    try {
      await().atMost(10, SECONDS).until(() -> save(session, "0").status() != 200);

      assertThat(
              List.of(
                  save(session, "1"),
                  calls().run(session),
                  calls().send("DELETE", "/code-sessions/" + session, null),
                  calls().send("POST", "/code-sessions", PYTHON)))
          .allSatisfy(PostgresOperationsIntegrationTests::assertRefusedForNow);
      assertThat(calls().get("/code-sessions/" + session).status()).isEqualTo(200);
    } finally {
      postgres(
          "SET default_transaction_read_only = off",
          "ALTER SYSTEM RESET default_transaction_read_only",
          "SELECT pg_reload_conf()");
    }
    await().atMost(10, SECONDS).until(() -> save(session, "2").status() == 200);
    assertThat(calls().run(session).status()).isEqualTo(200);
  }

  /** After a failover a connection may still lead to the server that was the primary. */
  @Test
  void aConnectionToAServerThatTakesNoWritesIsGivenUp() {
    UUID session = calls().open("print(1)");
    // For the connections that are there, as if the server behind them alone were read-only.
    postgres("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    List<Long> before;
    try {
      await().atMost(10, SECONDS).until(() -> save(session, "0").status() == 503);
      before = pids();
      await().atMost(30, SECONDS).until(() -> refusedAndAllReplaced(session, before));
    } finally {
      postgres(
          "SET default_transaction_read_only = off",
          "ALTER SYSTEM RESET default_transaction_read_only",
          "SELECT pg_reload_conf()");
    }
    await().atMost(10, SECONDS).until(() -> save(session, "1").status() == 200);
  }

  private boolean refusedAndAllReplaced(UUID session, List<Long> before) {
    AtOnce.call(8, () -> save(session, UUID.randomUUID().toString()));
    return pids().stream().noneMatch(before::contains);
  }

  private static List<Long> pids() {
    return query("SELECT pid FROM pg_stat_activity WHERE application_name = 'session-service'");
  }

  @Test
  void connectionsThatAreKilledInABurstOfCallsLoseNothing() {
    List<Answer> answers = new ArrayList<>();
    List<UUID> accepted = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      if (round % 3 == 0) {
        postgres(KILL_OTHERS);
      }
      Answer opened = calls().send("POST", "/code-sessions", PYTHON);
      answers.add(opened);
      if (opened.status() == 200) {
        UUID session = UUID.fromString(opened.field("session_id"));
        answers.addAll(AtOnce.call(4, () -> save(session, UUID.randomUUID().toString())));
        Answer run = calls().run(session);
        answers.add(run);
        if (run.status() == 200) {
          accepted.add(session);
          LOG.finish(session, UUID.fromString(run.field("execution_id")));
        }
      }
    }

    assertThat(AtOnce.statuses(answers).keySet()).contains(200).isSubsetOf(200, 503);
    assertThat(accepted).isNotEmpty();
    await("each is in the log once, and its session free")
        .atMost(30, SECONDS)
        .until(() -> areRequestedOnceAndFree(accepted));
  }

  private boolean areRequestedOnceAndFree(List<UUID> sessions) {
    List<UUID> requested =
        LOG.requests().stream().map(RunRequested::sessionId).filter(sessions::contains).toList();
    return requested.size() == sessions.size()
        && requested.containsAll(sessions)
        && sessions.stream().noneMatch(this::isBusy);
  }

  private boolean isBusy(UUID session) {
    return calls().get("/code-sessions/" + session).json().has("active_execution_id");
  }

  @Test
  void whileOthersHaveAllItsConnectionsCallsAreRefused() throws SQLException {
    UUID session = calls().open("print(1)");
    List<Connection> others = new ArrayList<>();
    try {
      await()
          .atMost(30, SECONDS)
          .untilAsserted(
              () -> {
                // One that was just ended may leave its place late, and the pool may be the first
                // to take it.
                assertThat(takeAll(others) && areTheServicesGone(others)).isTrue();
                assertRefusedForNow(calls().get("/code-sessions/" + session));
                assertRefusedForNow(save(session, "1"));
                assertRefusedForNow(calls().run(session));
              });
    } finally {
      for (Connection other : others) {
        other.close();
      }
    }
    await().atMost(20, SECONDS).until(() -> calls().run(session).status() == 200);
  }

  private static boolean takeAll(List<Connection> others) {
    try {
      while (true) {
        others.add(Databases.connect(POSTGRES, DATABASE));
      }
    } catch (SQLException e) {
      return true; // There is none left.
    }
  }

  /** One that is being ended still counts: its place is free only afterwards. */
  private static boolean areTheServicesGone(List<Connection> others) throws SQLException {
    try (var statement = others.getFirst().createStatement();
        var rows =
            statement.executeQuery(KILL_OTHERS + " AND application_name = 'session-service'")) {
      return !rows.next();
    }
  }

  @Test
  void whileTheOutboxIsLockedRunsAreRefusedAndWorkGoesOn() throws SQLException {
    assertLocked(
        "outbox",
        session -> calls().run(session),
        session -> assertThat(save(session, "while it is locked").status()).isEqualTo(200));
  }

  @Test
  void whileTheSessionsAreLockedCallsAreRefused() throws SQLException {
    assertLocked("code_session", session -> save(session, UUID.randomUUID().toString()), _ -> {});
  }

  private void assertLocked(String table, Function<UUID, Answer> call, Consumer<UUID> meanwhile)
      throws SQLException {
    UUID session = calls().open("print(1)");
    UUID other = calls().open("print(1)");
    try (var connection = Databases.connect(POSTGRES, DATABASE);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table);
      long begin = System.nanoTime();
      var threads = CompletableFuture.supplyAsync(() -> AtOnce.call(20, () -> call.apply(session)));
      meanwhile.accept(other);
      List<Answer> answers = threads.join();

      assertThat(answers).allSatisfy(PostgresOperationsIntegrationTests::assertRefusedForNow);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      // The outbox's own thread tries again and again, one statement at a time.
      assertThat(query("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
          .first()
          .satisfies(it -> assertThat(it).isLessThanOrEqualTo(1));
      connection.rollback();
    }
    await().atMost(20, SECONDS).until(() -> calls().run(session).status() == 200);
  }

  private static List<Long> query(String sql) {
    List<Long> numbers = new ArrayList<>();
    try (var connection = Databases.connect(POSTGRES, DATABASE);
        var rows = connection.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer save(UUID session, String source) {
    return calls()
        .send("PATCH", "/code-sessions/" + session, "{\"source_code\":\"" + source + "\"}");
  }

  private static void assertRefusedForNow(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.field("code")).isEqualTo("UNAVAILABLE");
  }
}
