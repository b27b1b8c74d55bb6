package dev.livecode.runner.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTroubleTests {

  // What a Unix socket says to somebody who may not write to it. Tests as root can't bring it
  // about.
  private static final Exception REFUSED =
      new IllegalStateException(new SocketException("Permission denied"));

  @Test
  void theGroupOfASocketThatWeMayNotUseIsSaid(@TempDir Path folder) throws IOException {
    Path socket = Files.createFile(folder.resolve("docker.sock"));
    assertThat(EngineTrouble.of(REFUSED, addressOf(socket)))
        .isEqualTo(
            "no permission for %s: add the runner's user to that socket's group (%s), with"
                    .formatted(socket, Files.getAttribute(socket, "unix:gid"))
                + " DOCKER_GID where Compose starts it, or --group-add of 'docker run'");
  }

  @Test
  void aSocketWhoseGroupNobodyMaySeeIsSaidAllTheSame(@TempDir Path folder) {
    assertThat(EngineTrouble.of(REFUSED, addressOf(folder.resolve("absent"))))
        .contains("/absent: add the runner's user to that socket's group, with DOCKER_GID");
  }

  @Test
  void overTcpTheWordsMeanSomethingElse() {
    var address = new EngineAddress(URI.create("tcp://engine:2375"), null);
    assertThat(EngineTrouble.of(REFUSED, address)).isEqualTo("Permission denied");
  }

  private static EngineAddress addressOf(Path socket) {
    return new EngineAddress(URI.create("unix://" + socket), null);
  }
}
