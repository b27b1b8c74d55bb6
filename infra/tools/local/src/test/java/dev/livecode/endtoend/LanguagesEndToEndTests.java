package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.local.client.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LanguagesEndToEndTests {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void eachLanguageSaysTheVersionThatProgramsGet() throws Exception {
    Map<String, String> versions = awaitsVersions();

    assertThat(versions.get("python")).startsWith("Python 3.").contains(pythonItself());
    assertThat(versions.get("java")).containsPattern("^openjdk 25");
    assertThat(versions.get("javascript")).matches("v\\d+\\.\\d+\\.\\d+");
    assertThat(versions.get("ruby")).startsWith("ruby 3.");
    assertThat(versions.get("lua")).startsWith("Lua 5.4");
    assertThat(versions.get("bash")).startsWith("GNU bash");
    assertThat(versions.get("c")).startsWith("gcc ");
    assertThat(versions.get("cpp")).startsWith("g++ ");
  }

  @Test
  void aSessionServiceThatStartsAgainReadsThemFromTheLog() throws Exception {
    Map<String, String> before = awaitsVersions();

    system.system().stop("session");
    system.system().resume("session");

    assertThat(awaitsVersions()).isEqualTo(before);
  }

  private String pythonItself() {
    Answer ended =
        system
            .learner("python")
            .types("import platform\nprint(platform.python_version(), end='')")
            .runs();
    return ended.text("stdout");
  }

  private Map<String, String> awaitsVersions() {
    await("a version of every language")
        .atMost(PATIENCE)
        .until(() -> !versions().isEmpty() && !versions().containsValue(""));
    return Learner.calling(this::versions);
  }

  private Map<String, String> versions() throws Exception {
    Answer answer = system.api().call("GET", "/languages", null);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    var versions = new TreeMap<String, String>();
    for (JsonNode language : answer.body().path("languages")) {
      versions.put(language.path("name").asString(), language.path("version").asString(""));
    }
    return versions;
  }
}
