package dev.livecode.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {

  @TempDir Path folder;

  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder, folder.resolve("home"));
  }

  @Test
  void secretsStayTheSameAndOnlyTheOwnerReadsThem() throws Exception {
    String first = new Secrets(home.secrets()).of("postgres");

    assertThat(new Secrets(home.secrets()).of("postgres")).isEqualTo(first).hasSize(48);
    assertThat(new Secrets(home.secrets()).of("redis")).isNotEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
        .isEqualTo("rw-------");
  }

  @Test
  void aPartKeepsItsPortUnlessItIsTaken() throws Exception {
    int port = new Ports(home.ports()).of("kafka");

    assertThat(new Ports(home.ports()).of("kafka")).isEqualTo(port);
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new Ports(home.ports()).of("kafka")).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aSecondLauncherIsRefusedWithOneLine() {
    try (SystemLock first = SystemLock.take(home)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> SystemLock.take(home))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("already running");
    }
    SystemLock.take(home).close();
  }

  @Test
  void aPortInUseIsRefusedWithWhatToDo() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var options = new SystemOptions(taken.getLocalPort(), true, Map.of());

      assertThatThrownBy(() -> Preconditions.check(home, options))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("PORT=");
    }
  }

  @Test
  void theStateNamesOnlyProcessesThatAreTheSameAsThen() {
    var state = new RunningState(home.state());
    state.write(List.of());
    assertThat(state.launcher()).contains(ProcessHandle.current());

    StoredProperties.write(home.state(), Map.of("launcher", ProcessHandle.current().pid() + "@1"));
    assertThat(state.launcher()).isEmpty();
  }
}
