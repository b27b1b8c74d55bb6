package dev.livecode.startup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class AddressFailureAnalyzerTests {

  private final MockEnvironment environment =
      new MockEnvironment()
          .withProperty("server.address", "127.0.0.1")
          .withProperty("server.port", "70001")
          .withProperty("management.server.port", "70002");

  @Test
  void thePartsOwnPortIsNamed() {
    assertThat(OneLineReporter.line(requireNonNull(refused(70_001))))
        .isEqualTo(
            "Nobody can listen on 127.0.0.1, port 70001: port out of range:70001."
                + " Set SERVER_ADDRESS, and SERVER_PORT or the edge's PORT.");
  }

  @Test
  void thePortOfManagementIsNamed() {
    assertThat(OneLineReporter.line(requireNonNull(refused(70_002))))
        .isEqualTo(
            "Nobody can listen on 127.0.0.1, port 70002: port out of range:70002."
                + " Set MANAGEMENT_SERVER_PORT.");
  }

  @Test
  void thePortOfSomebodyElseIsLeftToOthers() {
    assertThat(refused(70_003)).isNull();
  }

  private @Nullable FailureAnalysis refused(int port) {
    Throwable refusal = catchThrowable(() -> new InetSocketAddress("127.0.0.1", port));
    return new AddressFailureAnalyzer(environment).analyze(new IllegalStateException(refusal));
  }
}
