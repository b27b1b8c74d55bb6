package dev.livecode.session.codesession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionCallsIntegrationTests extends RunningService {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @ParameterizedTest
  @ValueSource(strings = {"javascript", "python", "java"})
  void aSessionOpensWithTheTemplateOfItsLanguage(String language) {
    Answer opened = calls().send("POST", "/code-sessions", "{\"language\":\"" + language + "\"}");

    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.json().propertyNames()).containsExactly("session_id", "status");
    assertThat(opened.field("status")).isEqualTo("ACTIVE");
    assertThat(UUID.fromString(opened.field("session_id")).version()).isEqualTo(7);
    JsonNode session = session(opened.field("session_id"));
    assertThat(session.get("language").asString()).isEqualTo(language);
    assertThat(session.get("source_code").asString()).contains("Hello World");
    assertThat(session.get("status").asString()).isEqualTo("ACTIVE");
    assertThat(session.has("active_execution_id")).isFalse();
    assertThat(session.get("created_at").asString()).matches(TIME);
    assertThat(session.get("updated_at").asString()).matches(TIME);
  }

  private JsonNode session(String id) {
    Answer answer = calls().get("/code-sessions/" + id);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void aSavedSourceComesBackAsItWas() {
    String source = "print('\0 \uD83D\uDE00 \u00E4 \\ \"')\n\r\t\u2028";
    UUID id = calls().open("print(1)");

    Answer saved =
        calls()
            .send(
                "PATCH",
                "/code-sessions/" + id,
                "{\"language\":\"javascript\",\"source_code\":" + json(source) + "}");

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.text()).isEqualTo("{\"session_id\":\"" + id + "\",\"status\":\"ACTIVE\"}");
    assertThat(session(id.toString()).get("source_code").asString()).isEqualTo(source);
    assertThat(session(id.toString()).get("language").asString()).isEqualTo("javascript");
  }

  @Test
  void theLargestSourceIsTaken() {
    String source = "\u0001".repeat(256 * 1024);

    UUID id = calls().open(source);

    assertThat(session(id.toString()).get("source_code").asString()).isEqualTo(source);
  }

  @Test
  void whatIsNotSentIsNotChanged() {
    UUID id = calls().open("print(1)");

    save(id, "{\"language\":\"java\"}");
    assertThat(session(id.toString()).get("source_code").asString()).isEqualTo("print(1)");

    save(id, "{\"source_code\":\"\"}");
    assertThat(session(id.toString()).get("language").asString()).isEqualTo("java");
    assertThat(session(id.toString()).get("source_code").asString()).isEmpty();
  }

  @Test
  void savingTheSameAgainWritesNothing() {
    UUID id = calls().open("print(1)");
    String version = rowVersion(id);

    save(id, "{\"language\":\"python\",\"source_code\":\"print(1)\"}");
    assertThat(rowVersion(id)).isEqualTo(version);

    save(id, "{\"source_code\":\"print(2)\"}");
    assertThat(rowVersion(id)).isNotEqualTo(version);
  }

  private String rowVersion(UUID id) {
    return jdbc.sql("SELECT xmin::text FROM code_session WHERE id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  private void save(UUID id, String body) {
    assertThat(calls().send("PATCH", "/code-sessions/" + id, body).status()).isEqualTo(200);
  }

  @Test
  void fieldsThatNobodyKnowsAreIgnored() {
    Answer opened =
        calls()
            .send("POST", "/code-sessions", "{\"theme\":{\"dark\":[1,2]},\"language\":\"python\"}");

    assertThat(opened.status()).isEqualTo(200);
  }

  @Test
  void closingTwiceIsNoMistake() {
    UUID id = calls().open("print(1)");

    for (int time = 0; time < 2; time++) {
      Answer closed = calls().send("DELETE", "/code-sessions/" + id, null);
      assertThat(closed.status()).isEqualTo(200);
      assertThat(closed.text())
          .isEqualTo("{\"session_id\":\"" + id + "\",\"status\":\"INACTIVE\"}");
    }
    assertThat(session(id.toString()).get("status").asString()).isEqualTo("INACTIVE");
  }

  @Test
  void aClosedSessionIsNeitherSavedNorRun() {
    UUID id = calls().open("print(1)");
    var _ = calls().send("DELETE", "/code-sessions/" + id, null);

    Answer saved = calls().send("PATCH", "/code-sessions/" + id, "{\"source_code\":\"x\"}");
    Answer run = calls().run(id);

    assertThat(List.of(saved.status(), run.status())).containsOnly(403);
    assertThat(List.of(saved.text(), run.text()))
        .containsOnly("{\"error\":\"Session is inactive\",\"code\":\"SESSION_INACTIVE\"}");
    assertThat(session(id.toString()).get("source_code").asString()).isEqualTo("print(1)");
  }

  @Test
  void aBrowserThatAcceptsHtmlGetsJson() {
    Answer answer = calls().send("GET", "/languages", null, "Accept", "text/html");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void metricsAndHealthAreThere() {
    assertThat(calls().get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(calls().get("/actuator/health/readiness").text()).contains("\"db\"");
    assertThat(calls().get("/actuator/prometheus").text()).contains("jvm_memory");
  }

  private static String json(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }
}
