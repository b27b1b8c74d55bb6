package dev.livecode.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The service with a setting that it can't start with: it ends, and says what to do. */
@ExtendWith(OutputCaptureExtension.class)
class BadSettingsIntegrationTests {

  private static final Map<String, String> GOOD =
      Map.of(
          "livecode.languages", "../../infra/sandbox/languages",
          "livecode.sandbox.seccomp-profile", "../../infra/sandbox/image/seccomp.json",
          "livecode.pool.parked", "1",
          "spring.kafka.bootstrap-servers", "127.0.0.1:1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          livecode.sandbox.isolation=foo                   | The following values are valid:
          livecode.sandbox.grace=soon                      | failed to convert java.lang.String to
          livecode.sandbox.ping-every=0s                   | livecode.sandbox.ping-every is PT0S; it must be above zero, such as 5s
          livecode.sandbox.wait-for-container=-1s          | livecode.sandbox.wait-for-container is PT-1S; it must be above zero, such as 5s
          livecode.sandbox.runs-per-container=0            | livecode.sandbox.runs-per-container is 0; it must be above zero
          livecode.sandbox.image=                          | livecode.sandbox.image is empty; it must be the name of an image
          livecode.sandbox.seccomp-profile=absent.json     | The seccomp profile absent.json can't be read; point livecode.sandbox.seccomp-profile
          livecode.sandbox.seccomp-profile=pom.xml         | The seccomp profile pom.xml is no JSON
          livecode.sandbox.hardening.cpus=0                | livecode.sandbox.hardening.cpus is 0.0; it must be at least 0.01
          livecode.sandbox.hardening.inodes=0              | livecode.sandbox.hardening.inodes is 0; it must be above zero
          livecode.sandbox.hardening.work-files=0          | livecode.sandbox.hardening.work-files is 0B; it must be above zero, such as 64MB
          livecode.sandbox.hardening.temporary-files=-1    | livecode.sandbox.hardening.temporary-files is -1B; it must be above zero, such as 64MB
          livecode.sandbox.hardening.shared-memory=0       | livecode.sandbox.hardening.shared-memory is 0B; it must be above zero, such as 64MB
          livecode.sandbox.hardening.network=              | livecode.sandbox.hardening.network is empty; it must be none, or the name of a network
          livecode.sandbox.hardening.capabilities=ROOT     | livecode.sandbox.hardening.capabilities is ROOT; it must be names of capabilities in capitals, without CAP_
          livecode.pool.parked=0                           | livecode.pool.parked is 0; it must be above zero
          livecode.pool.limit=none                         | failed to convert java.lang.String to
          livecode.languages=absent                        | absent: is no readable folder of languages; point livecode.languages at the right one
          livecode.runner.slots=0                          | livecode.runner.slots must be above zero
          DOCKER_HOST=ssh://engine                         | DOCKER_HOST is ssh://engine; it must be unix://PATH or tcp://HOST:PORT
          """)
  void endTheServiceAndSayWhatToDo(String setting, String says, CapturedOutput output) {
    Map<String, String> settings = new HashMap<>(GOOD);
    String[] nameAndValue = setting.split("=", 2);
    settings.put(nameAndValue[0], nameAndValue[1]);
    assertThatThrownBy(
        () ->
            new SpringApplicationBuilder(RunnerApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                    settings.entrySet().stream()
                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new)));
    assertThat(output.toString().lines().toList().getLast()).contains("Can't start: ", says);
    assertThat(output).as("neither trace nor block").doesNotContain("\tat ", "APPLICATION FAILED");
  }
}
