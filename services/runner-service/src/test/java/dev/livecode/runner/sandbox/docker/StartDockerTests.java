package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.runner.RunnerApplication;
import dev.livecode.runner.sandbox.engine.Engine;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.testing.PartProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The runner in a process of its own, over the real engine and without Kafka, as it starts. */
class StartDockerTests {

  private static final String ONCE = "-Dspring.context.exit=onRefresh";
  // A service with a web server takes '..' for a way out of its own resources.
  private static final Path SANDBOX = Path.of("../../infra/sandbox").toAbsolutePath().normalize();
  private static final Path LANGUAGES = SANDBOX.resolve("languages");

  private final String name = "start-" + UUID.randomUUID().toString().substring(0, 8);
  private final Engine engine = EngineAccess.to(TestEngine.usualAddress()).engine();

  @Test
  void aStartThatOnlyChecksLeavesNoContainerBehind() {
    PartProcess start = start(Map.of(), ONCE);
    assertThat(start.exitCode()).as(start.output()).isZero();
    assertThat(engine.list(Map.of(TestEngine.RUNNER_LABEL, name))).isEmpty();
  }

  @Test
  void aStartThatOnlyChecksNeedsNoEngine() {
    PartProcess start = start(Map.of("DOCKER_HOST", "unix:///absent/docker.sock"), ONCE);
    assertThat(start.exitCode()).as(start.output()).isZero();
  }

  @Test
  void aMissingImageEndsIt() {
    assertSaysWhatToDo(start(Map.of("LIVECODE_SANDBOX_IMAGE", "livecode/absent:never")));
  }

  @Test
  void aMissingImageEndsAlsoAStartThatOnlyChecks() {
    assertSaysWhatToDo(start(Map.of("LIVECODE_SANDBOX_IMAGE", "livecode/absent:never"), ONCE));
  }

  private static void assertSaysWhatToDo(PartProcess start) {
    assertEndsWith(
        start,
        "Can't start: There is no sandbox image 'livecode/absent:never': build it with"
            + " infra/sandbox/bin/build-image or 'docker compose build sandbox-image', or set"
            + " LIVECODE_SANDBOX_IMAGE.");
  }

  @Test
  void aMissingImageOfOneLanguageEndsIt(@TempDir Path languages) throws Exception {
    FileSystemUtils.copyRecursively(LANGUAGES, languages);
    Path bash = languages.resolve("bash/language.yaml");
    Files.writeString(bash, Files.readString(bash) + "\nimage: livecode/bash:never\n");
    assertEndsWith(
        start(Map.of("LIVECODE_LANGUAGES", languages.toString())),
        "Can't start: There is no sandbox image 'livecode/bash:never': build or pull it, or change"
            + " the language.yaml that names it.");
  }

  private PartProcess start(Map<String, String> changed, String... options) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "LIVECODE_RUNNER_NAME",
                name,
                "LIVECODE_SANDBOX_IMAGE",
                TestEngine.IMAGE,
                "LIVECODE_LANGUAGES",
                LANGUAGES.toString(),
                "LIVECODE_SANDBOX_SECCOMPPROFILE",
                SANDBOX.resolve("image/seccomp.json").toString(),
                "SPRING_KAFKA_BOOTSTRAPSERVERS",
                "127.0.0.1:1",
                "SERVER_PORT",
                "0"));
    environment.putAll(changed);
    return PartProcess.run(RunnerApplication.class, environment, options);
  }

  private static void assertEndsWith(PartProcess start, String words) {
    assertThat(start.exitCode()).as(start.output()).isEqualTo(1);
    assertThat(start.lastLine()).as(start.output()).endsWith(words);
    assertThat(start.output()).doesNotContain("\tat ", "APPLICATION FAILED");
  }
}
