package dev.livecode.session.codesession;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.ShakyService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseOutageIntegrationTests extends ShakyService {

  @AfterEach
  void theDatabaseIsThereAgain() {
    POSTGRES.restore();
    await().atMost(20, SECONDS).until(() -> readiness().status() == 200);
  }

  @Test
  void withoutTheDatabaseEveryCallSaysSoAndItComesBackByItself() {
    UUID session = calls().open("print(1)");
    POSTGRES.cut();

    String path = "/code-sessions/" + session;
    List<Answer> answers =
        List.of(
            calls().get(path),
            calls().send("POST", "/code-sessions", "{\"language\":\"python\"}"),
            calls().send("PATCH", path, "{\"source_code\":\"x\"}"),
            calls().send("DELETE", path, null),
            calls().run(session),
            calls().get("/internal/issued-runs/" + session));

    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.field("code")).isEqualTo("UNAVAILABLE");
              assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
              assertThat(answer.text()).contains("The database").doesNotContain("Exception");
            });
    assertThat(calls().get("/languages").status()).isEqualTo(200);
    assertThat(readiness().status()).isEqualTo(503);
    assertThat(readiness().text()).contains("\"db\":{").contains("\"status\":\"DOWN\"");

    POSTGRES.restore();
    await().atMost(20, SECONDS).until(() -> calls().get(path).status() == 200);
    assertThat(calls().run(session).status()).isEqualTo(200);
  }

  private Answer readiness() {
    return calls().get("/actuator/health/readiness");
  }
}
