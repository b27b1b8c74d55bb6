package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.engine.AttachedStream;
import dev.livecode.runner.sandbox.engine.BadSettingException;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.engine.EngineAddress;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that listens on TCP and wants to know who calls. */
@ExtendWith(OnPrivateEngine.class)
class RemoteEngineDockerTests {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final PrivateEngine remote;

  RemoteEngineDockerTests(PrivateEngine remote) {
    this.remote = remote;
  }

  @BeforeEach
  void isUp() throws Exception {
    remote.start();
  }

  private EngineAddress address(Map<String, String> variables) {
    var all = new HashMap<>(variables);
    all.put("DOCKER_HOST", remote.tlsHost());
    return EngineAddress.from(all::get);
  }

  private EngineAddress secured(Path certificates) {
    return address(Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", certificates.toString()));
  }

  @ParameterizedTest
  @EnumSource
  void programsRunOverTls(Isolation isolation) throws Exception {
    EngineAddress address = secured(remote.certificates().clientFolder());
    var engine = new TestEngine(address, isolation, 1, Map.of(), walls -> walls);
    try (engine) {
      assertThat(engine.sandbox.awaitReady(SOON)).as(engine.health.reason()).isTrue();
      for (int run = 0; run < 3; run++) {
        var heard = new Heard();
        Job job =
            Jobs.python(
                "print(input() * 200_000)",
                "abc",
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        assertThat(engine.sandbox.run(job, heard).isSuccess()).as(heard.stderr()).isTrue();
        assertThat(heard.stdout()).isEqualTo("abc".repeat(200_000) + "\n");
        assertThat(heard.handOvers()).isOne();
      }
    }
    assertThat(engine.containersOf(engine.runner)).isEmpty();
  }

  @Test
  void hangingUpOverTlsEndsTheLauncher() throws Exception {
    EngineAddress address = secured(remote.certificates().clientFolder());
    try (var engine = new TestEngine(address, Isolation.CONTAINER, 1, Map.of(), walls -> walls)) {
      ParkedContainer parked = engine.parking.park(Jobs.PROFILE);
      assertThat(parked.isAlive()).as("again and again").isTrue();
      assertThat(parked.isAlive()).isTrue();
      parked.hangUp();
      await("its launcher ends")
          .atMost(SOON)
          .until(
              () ->
                  Boolean.FALSE.equals(
                      engine.engine.stateOf(parked.id()).orElseThrow().getRunning()));
      assertThat(parked.isAlive()).isFalse();
      engine.parking.remove(parked);
    }
  }

  @Test
  void theEndOfAProgramUnderAnEngineThatHangsIsNoResult() throws Exception {
    EngineAddress address = secured(remote.certificates().clientFolder());
    var engine = new TestEngine(address, Isolation.CONTAINER, 1, Map.of(), walls -> walls);
    try (engine) {
      assertThat(engine.sandbox.awaitReady(SOON)).as(engine.health.reason()).isTrue();
      var heard = new Heard();
      var wall = Duration.ofSeconds(2);
      Job job = Jobs.python("print(1); import time; time.sleep(0.5)", wall, wall);
      var hang =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      heard.awaitOutput();
                      remote.freeze();
                      TimeUnit.SECONDS.sleep(9); // Well beyond the runner's own deadline.
                      remote.start();
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      assertThatThrownBy(() -> engine.sandbox.run(job, heard))
          .isInstanceOf(SandboxFailedException.class)
          .hasMessageContaining("The engine");
      hang.join();
      assertThat(engine.sandbox.run(job, new Heard()).isSuccess()).as("afterwards").isTrue();
    }
  }

  @Test
  void aParkedContainerThatDiesIsSeenOverTls() throws Exception {
    EngineAddress address = secured(remote.certificates().clientFolder());
    try (var engine = new TestEngine(address, Isolation.CONTAINER, 1, Map.of(), walls -> walls)) {
      ParkedContainer parked = engine.parking.park(Jobs.PROFILE);
      engine.docker.killContainerCmd(parked.id()).exec();
      await("its death is seen").atMost(SOON).until(() -> !parked.isAlive());
      engine.parking.remove(parked);
    }
  }

  @Test
  void aClientThatTheEngineDoesNotTrustIsToldWhatToDo(@TempDir Path folder) throws Exception {
    Certificates strangers = Certificates.madeIn(folder);
    EngineAddress address = secured(remote.certificates().clientFolder(strangers));
    assertThat(troubleWith(address)).contains("check the files in DOCKER_CERT_PATH: ");
    assertThatThrownBy(() -> attach(address)).isInstanceOf(IOException.class);
  }

  @Test
  void anEngineThatWeDoNotTrustIsToldPlainly(@TempDir Path folder) throws Exception {
    Certificates strangers = Certificates.madeIn(folder);
    EngineAddress address = secured(strangers.clientFolder(remote.certificates()));
    assertThat(troubleWith(address))
        .startsWith("no trust between us and the engine, check the files in DOCKER_CERT_PATH: ");
    assertThatThrownBy(() -> attach(address)).isInstanceOf(SSLException.class);
  }

  @Test
  void anEngineOfAnotherNameIsNotTrusted() throws Exception {
    EngineAddress named = secured(remote.certificates().clientFolder());
    var other =
        new EngineAddress(URI.create("tcp://localhost:" + named.uri().getPort()), named.tls());
    assertThat(troubleWith(other)).startsWith("no trust between us and the engine");
    assertThatThrownBy(() -> attach(other)).isInstanceOf(SSLException.class);
  }

  @Test
  void aClientWithoutTlsIsToldWhatToDo() {
    assertThat(troubleWith(address(Map.of())))
        .isEqualTo("the engine wants TLS, set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.pem", "cert.pem", "key.pem"})
  void aFileThatIsNoCertificateIsRefusedInALine(String broken) throws Exception {
    Path client = remote.certificates().clientFolder();
    assertThat(secured(client).tls()).isNotNull();
    Files.writeString(client.resolve(broken), "no certificate\n");
    assertThatThrownBy(() -> secured(client))
        .isInstanceOf(BadSettingException.class)
        .hasMessageStartingWith(
            "DOCKER_CERT_PATH is %s; its ca.pem, cert.pem, key.pem must be PEM files", client)
        .hasMessageNotContaining("\n");
  }

  private static void attach(EngineAddress address) throws Exception {
    try (var connection = address.connect()) {
      AttachedStream.over(connection, "nobody");
    }
  }

  private static String troubleWith(EngineAddress address) {
    var health = new EngineHealth();
    try {
      EngineAccess.to(address).engine().ping();
      health.engineAnswers();
    } catch (RuntimeException e) {
      health.engineFails(e, address);
    }
    return health.reason();
  }
}
