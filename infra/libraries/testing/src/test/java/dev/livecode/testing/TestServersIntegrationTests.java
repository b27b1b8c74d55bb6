package dev.livecode.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.embedded.OneNode;
import dev.livecode.embedded.PostgresBinaries;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TestServersIntegrationTests {

  @Test
  void kafkaHasTheTopics() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
      assertThat(admin.listTopics().names().get())
          .contains(Topics.RUN_REQUESTS, Topics.RUN_EVENTS, Topics.RUN_REQUESTS_DLQ);
    }
  }

  @Test
  void kafkaIsSetAsTheOneNodeIs() throws Exception {
    var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
      Config config = admin.describeConfigs(List.of(broker)).all().get().values().iterator().next();

      assertThat(OneNode.properties())
          .hasSizeGreaterThan(20)
          .allSatisfy((name, value) -> assertThat(config.get(name).value()).isEqualTo(value));
    }
  }

  @Test
  void postgresAnswers() throws Exception {
    try (var connection =
            DriverManager.getConnection(
                TestServers.postgresUrl(), PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
        var result = connection.createStatement().executeQuery("SHOW server_version")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).startsWith("18.");
    }
  }

  @Test
  void redisAnswers() throws Exception {
    try (var socket = new Socket("127.0.0.1", TestServers.redisPort())) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(5))
          .isEqualTo("+PONG".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
