package dev.livecode.session.antispam;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.ShakyService;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaCallsIntegrationTests extends ShakyService {

  private static final String PYTHON = "{\"language\":\"python\"}";

  @AfterEach
  void redisIsThereAgain() {
    REDIS.restore();
    await()
        .atMost(10, SECONDS)
        .until(
            () -> calls().get("/actuator/health").text().contains("\"redis\":{\"status\":\"UP\""));
  }

  @Test
  void aRunTooSoonIsToldHowLongToWait() {
    UUID session = calls().open("print(1)");
    NEIGHBOUR.says(calls().runAccepted(session), "COMPLETED");

    Answer answer = calls().run(session);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.field("error"))
        .isEqualTo("Too many requests. Please wait before submitting another execution.");
    assertThat(answer.field("code")).isEqualTo("TOO_MANY_REQUESTS");
    assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[12]");
    assertThat(answer.json().get("retry_after_ms").asLong()).isBetween(1L, 2000L);
    assertThat(answer.json().get("details").get(0).asString())
        .isEqualTo("At least 2 s between two runs");
    assertThat(answer.json().get("details").get(1).asString()).startsWith("Try again in ");
  }

  @Test
  void whileARunIsUnderWayTheAnswerIsConflictAndCostsNothing() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);

    for (int call = 0; call < 8; call++) {
      assertThat(calls().run(session).status()).isEqualTo(409);
    }

    NEIGHBOUR.says(execution, "COMPLETED");
    await().atMost(5, SECONDS).until(() -> calls().run(session).status() == 200);
  }

  @ParameterizedTest
  @CsvSource({"POST, 198.51.100.1, 198.51.100.2", "PATCH, 198.51.100.3, 198.51.100.4"})
  void oneAddressMayNotOpenOrSaveWithoutEndButAnotherMay(
      String method, String greedy, String other) {
    String path = method.equals("POST") ? "" : "/" + calls().open("print(1)");

    int accepted = 0;
    Answer answer = from(greedy, method, path);
    while (answer.status() == 200 && accepted < 100) {
      accepted++;
      answer = from(greedy, method, path);
    }

    assertThat(accepted).isBetween(20, 30);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.field("error")).isEqualTo("Too many requests. Please wait a moment.");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(from(other, method, path).status()).isEqualTo(200);
  }

  @Test
  void oneSessionMayNotBeSavedWithoutEndAndThatTakesNothingFromItsAddress() {
    String greedy = "/" + calls().open("print(1)");
    String other = "/" + calls().open("print(1)");

    int accepted = 0;
    while (from("203.0.112." + accepted, "PATCH", greedy).status() == 200 && accepted < 100) {
      accepted++;
    }
    List<Answer> refused =
        IntStream.range(0, 25).mapToObj(_ -> from("198.51.100.5", "PATCH", greedy)).toList();

    assertThat(accepted).isBetween(40, 60);
    assertThat(refused).filteredOn(it -> it.status() == 429).hasSizeGreaterThan(15);
    assertThat(refused.getLast().json().get("details").get(0).asString())
        .isEqualTo("Saves of one session are limited");
    assertThat(from("198.51.100.5", "PATCH", other).status()).isEqualTo(200);
  }

  private Answer from(String address, String method, String path) {
    return calls().send(method, "/code-sessions" + path, PYTHON, "X-Forwarded-For", address);
  }

  @Test
  void withoutRedisSessionsAreOpenedAndSavedAndRunsWait() {
    UUID session = calls().open("print(1)");
    REDIS.cut();

    Answer run = calls().run(session);

    assertThat(run.status()).isEqualTo(503);
    assertThat(run.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(run.field("code")).isEqualTo("UNAVAILABLE");
    UUID other = calls().open("print(2)");
    assertThat(calls().send("PATCH", "/code-sessions/" + other, PYTHON).status()).isEqualTo(200);
    REDIS.restore();
    await().atMost(10, SECONDS).until(() -> calls().run(session).status() == 200);
  }
}
