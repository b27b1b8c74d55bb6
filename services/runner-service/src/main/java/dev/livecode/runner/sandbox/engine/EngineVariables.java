package dev.livecode.runner.sandbox.engine;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the Docker command line reads: {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY} (set to
 * anything: TLS) and {@code DOCKER_CERT_PATH} (where {@code ca.pem}, {@code cert.pem} and {@code
 * key.pem} lie; default {@code ~/.docker}).
 */
record EngineVariables(Function<String, @Nullable String> variables) {

  private static final Logger log = LoggerFactory.getLogger(EngineVariables.class);

  /**
   * Where they say that the engine is.
   *
   * @throws BadSettingException when they can't be followed
   */
  EngineAddress address() {
    var plain = new EngineAddress(host(), null);
    if (!plain.isTcp()) {
      return plain;
    }
    if (variable("DOCKER_TLS_VERIFY") == null) {
      log.warn(
          "{} is used without TLS: whoever reaches that port is root on the engine's host; set"
              + " DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH",
          plain.uri());
      return plain;
    }
    return new EngineAddress(plain.uri(), context());
  }

  private URI host() {
    String host = variable("DOCKER_HOST");
    if (host == null) {
      return DefaultDockerClientConfig.createDefaultConfigBuilder()
          .withDockerTlsVerify(false)
          .build()
          .getDockerHost();
    }
    try {
      return new URI(host);
    } catch (URISyntaxException e) {
      throw new BadSettingException(
          "DOCKER_HOST is " + host + "; it must be unix://PATH or tcp://HOST:PORT", e);
    }
  }

  private SSLContext context() {
    String folder = variable("DOCKER_CERT_PATH");
    return ClientCertificate.in(
        folder == null ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(folder));
  }

  private @Nullable String variable(String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value;
  }
}
