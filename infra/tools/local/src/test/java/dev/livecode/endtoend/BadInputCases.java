package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, and how. The same for every way to start the system. */
abstract class BadInputCases {

  private static final String JSON = "application/json";

  private final SystemUnderTest system;

  BadInputCases(SystemUnderTest system) {
    this.system = system;
  }

  /** One request that is refused: how, and with what. */
  record BadInput(
      String name,
      String method,
      String path,
      String body,
      String contentType,
      int status,
      String error) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<BadInput> badInputs() {
    String some = UUID.randomUUID().toString();
    return Stream.of(
        new BadInput("no body", "POST", "/code-sessions", "", JSON, 400, "Validation error"),
        new BadInput(
            "not JSON", "POST", "/code-sessions", "{language", JSON, 400, "Validation error"),
        new BadInput(
            "not an object", "POST", "/code-sessions", "[1]", JSON, 400, "Validation error"),
        new BadInput(
            "nested 100,000 deep",
            "POST",
            "/code-sessions",
            "[".repeat(100_000),
            JSON,
            400,
            "Validation error"),
        new BadInput(
            "nested 100,000 deep inside",
            "POST",
            "/code-sessions",
            "{\"language\":" + "[".repeat(100_000),
            JSON,
            400,
            "Validation error"),
        new BadInput("no language", "POST", "/code-sessions", "{}", JSON, 400, "Validation error"),
        new BadInput(
            "unknown language",
            "POST",
            "/code-sessions",
            "{\"language\":\"cobol\"}",
            JSON,
            400,
            "Validation error"),
        new BadInput(
            "wrong case",
            "POST",
            "/code-sessions",
            "{\"language\":\"Python\"}",
            JSON,
            400,
            "Validation error"),
        new BadInput(
            "language is a number",
            "POST",
            "/code-sessions",
            "{\"language\":7}",
            JSON,
            400,
            "Validation error"),
        new BadInput(
            "source is an object",
            "POST",
            "/code-sessions",
            "{\"language\":\"python\",\"source_code\":{}}",
            JSON,
            400,
            "Validation error"),
        new BadInput(
            "lone surrogate",
            "POST",
            "/code-sessions",
            "{\"language\":\"python\",\"source_code\":\"\\ud800\"}",
            JSON,
            400,
            "Validation error"),
        new BadInput(
            "source of 10 MB",
            "POST",
            "/code-sessions",
            "{\"language\":\"python\",\"source_code\":\"" + "x".repeat(10_000_000) + "\"}",
            JSON,
            413,
            "Payload too large"),
        new BadInput(
            "source a byte too long",
            "POST",
            "/code-sessions",
            "{\"language\":\"python\",\"source_code\":\"" + "x".repeat(262_145) + "\"}",
            JSON,
            413,
            "Payload too large"),
        new BadInput(
            "wrong content type",
            "POST",
            "/code-sessions",
            "language=python",
            "application/x-www-form-urlencoded",
            415,
            "Unsupported media type"),
        new BadInput(
            "session id is no UUID",
            "PATCH",
            "/code-sessions/7",
            "{\"language\":\"python\",\"source_code\":\"\"}",
            JSON,
            400,
            "Validation error"),
        new BadInput(
            "unknown session",
            "PATCH",
            "/code-sessions/" + some,
            "{\"language\":\"python\",\"source_code\":\"\"}",
            JSON,
            404,
            "Session not found"),
        new BadInput(
            "run of an unknown session",
            "POST",
            "/code-sessions/" + some + "/run",
            "",
            null,
            404,
            "Session not found"),
        new BadInput(
            "run of no UUID", "POST", "/code-sessions/x/run", "", null, 400, "Validation error"),
        new BadInput(
            "unknown session is closed",
            "DELETE",
            "/code-sessions/" + some,
            "",
            null,
            404,
            "Session not found"),
        new BadInput(
            "execution id is no UUID", "GET", "/executions/7", "", null, 400, "Validation error"),
        new BadInput(
            "unknown execution",
            "GET",
            "/executions/" + some,
            "",
            null,
            404,
            "Execution not found"),
        new BadInput(
            "execution id made up this second",
            "GET",
            "/executions/" + versionSeven(),
            "",
            null,
            404,
            "Execution not found"),
        new BadInput(
            "wrong method", "PUT", "/code-sessions", "{}", JSON, 405, "Method not allowed"),
        new BadInput(
            "wrong method on executions",
            "POST",
            "/executions/" + some,
            "{}",
            JSON,
            405,
            "Method not allowed"),
        new BadInput("unknown path", "GET", "/nothing-here", "", null, 404, "Not found"),
        new BadInput(
            "unknown path below a known one",
            "GET",
            "/code-sessions/" + some + "/nothing",
            "",
            null,
            404,
            "Not found"),
        new BadInput(
            "what is not public",
            "GET",
            "/internal/issued-runs/" + some,
            "",
            null,
            404,
            "Not found"),
        new BadInput(
            "actuator is not public", "GET", "/actuator/health", "", null, 404, "Not found"));
  }

  @ParameterizedTest
  @MethodSource("badInputs")
  void badInputIsRefusedInTheContractsShape(BadInput input) throws Exception {
    Answer answer =
        system
            .api()
            .send(
                input.method(),
                input.path(),
                BodyPublishers.ofString(input.body()),
                input.contentType());

    assertThat(answer.status()).as("%s", answer).isEqualTo(input.status());
    assertThat(answer.text("error")).as("%s", answer).isEqualTo(input.error());
    assertThat(answer.text("code")).as("%s", answer).matches("[A-Z_]+");
    assertThat(answer.body().toString())
        .doesNotContainPattern("Exception|\\.java|org\\.|tools\\.|dev\\.livecode|java\\.");
  }

  @Test
  void theContractsExampleOfAValidationErrorHolds() throws Exception {
    Answer answer =
        system.api().send("POST", "/code-sessions", BodyPublishers.ofString("{}"), JSON);

    assertThat(answer.body().path("details").toString()).contains("Language is required");
  }

  private static UUID versionSeven() {
    long time = System.currentTimeMillis() << 16 | 0x7000 | 0x123;
    return new UUID(time, 0x8000_0000_0000_0000L | 0x1234_5678_9abcL);
  }
}
