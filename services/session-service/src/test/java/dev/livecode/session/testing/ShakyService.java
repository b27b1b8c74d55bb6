package dev.livecode.session.testing;

import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.TcpProxy;
import dev.livecode.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service with its quotas, on servers that a test can take away. Kafka is a broker of its
 * own, because a proxy does not stand between a client and the broker that it was told of.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class ShakyService {

  protected static final Neighbour NEIGHBOUR = new Neighbour();
  protected static final TcpProxy POSTGRES = new TcpProxy(Databases.port());
  protected static final TcpProxy REDIS = new TcpProxy(TestServers.redisPort());

  private static final Path DATA = folder();
  private static final int BROKER = TestServers.freePort();
  private static final int CONTROLLER = TestServers.freePort();

  protected static final Log LOG = new Log("127.0.0.1:" + BROKER);

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    String database = Databases.create();
    registry.add("spring.datasource.url", () -> Databases.url(POSTGRES.port(), database));
    registry.add("spring.datasource.username", () -> PostgresBinaries.USER);
    registry.add("spring.datasource.password", () -> TestServers.POSTGRES_PASSWORD);
    registry.add("spring.data.redis.port", REDIS::port);
    registry.add("spring.kafka.bootstrap-servers", () -> "127.0.0.1:" + BROKER);
    registry.add("livecode.languages", () -> "../../infra/sandbox/languages");
    registry.add("livecode.execution-service.url", NEIGHBOUR::url);
    registry.add("livecode.quota.session.per-window", () -> 20);
    registry.add("livecode.quota.save.per-window", () -> 20);
    registry.add("livecode.quota.save.per-session", () -> 40);
  }

  protected Calls calls() {
    return new Calls(port);
  }

  protected static KafkaBroker startKafka() {
    KafkaBroker broker = KafkaBroker.start(DATA.resolve("kafka"), BROKER, CONTROLLER);
    try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + BROKER))) {
      TopicSettings.singleBroker().createMissing(admin);
    } catch (Exception e) {
      throw new IllegalStateException("No topics", e);
    }
    return broker;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("livecode-shaky");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
