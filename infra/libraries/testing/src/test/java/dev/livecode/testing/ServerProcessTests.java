package dev.livecode.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.embedded.EmbeddedServerException;
import dev.livecode.embedded.ServerCommand;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTests {

  @TempDir Path folder;

  @Test
  void whatWasReadyOnceIsNotAskedAgain() throws Exception {
    try (var port = new ServerSocket(0)) {
      var asked = new AtomicInteger();

      start("exec sleep 60", port).await("It", () -> asked.incrementAndGet() == 2);

      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void anEndIsSaidInTheServersOwnWords() throws Exception {
    try (var port = new ServerSocket(0)) {
      ServerProcess server = start("echo no disk", port);

      assertThatThrownBy(() -> server.await("It", () -> false))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessage("It is not ready: no disk\n");
    }
  }

  private ServerProcess start(String script, ServerSocket port) {
    var command = new ServerCommand(List.of("sh", "-c", script), Map.of(), folder.resolve("log"));
    return ServerProcess.start(command, port.getLocalPort());
  }
}
