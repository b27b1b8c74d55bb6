package dev.livecode.runner.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EngineVariablesTests {

  private static EngineAddress address(Map<String, String> variables) {
    return new EngineVariables(variables::get).address();
  }

  @Test
  void aUnixSocketNeedsNoCertificates() {
    EngineAddress address =
        address(Map.of("DOCKER_HOST", "unix:///run/docker.sock", "DOCKER_TLS_VERIFY", "1"));
    assertThat(address.uri()).hasPath("/run/docker.sock");
    assertThat(address.tls()).isNull();
  }

  @Test
  void tcpWithoutTlsIsAllowedWithAWarning(CapturedOutput output) {
    EngineAddress address =
        address(Map.of("DOCKER_HOST", "tcp://engine:2375", "DOCKER_TLS_VERIFY", ""));
    assertThat(address.tls()).isNull();
    assertThat(output).containsOnlyOnce("whoever reaches that port is root on the engine's host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ssh://engine", "localhost:2375", "tcp://engine", "tcp:2375", "unix", " x"})
  void anotherKindOfHostIsRefusedInALine(String host) {
    assertThatThrownBy(() -> address(Map.of("DOCKER_HOST", host)))
        .isInstanceOf(BadSettingException.class)
        .hasMessage("DOCKER_HOST is " + host + "; it must be unix://PATH or tcp://HOST:PORT");
  }

  private static EngineAddress secured(Path folder) {
    return address(
        Map.of(
            "DOCKER_HOST", "tcp://engine:2376",
            "DOCKER_TLS_VERIFY", "yes",
            "DOCKER_CERT_PATH", folder.toString()));
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("ca.pem"), "");
    assertThatThrownBy(() -> secured(folder))
        .isInstanceOf(BadSettingException.class)
        .hasMessage(
            "DOCKER_CERT_PATH is %s; it must be a folder with ca.pem, cert.pem, key.pem;"
                + " cert.pem can't be read there",
            folder);
  }
}
