package dev.livecode.session.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.TestServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.sql.SQLException;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service with its limits, on a PostgreSQL and a Redis of its own: a test may do to them
 * whatever it undoes. The pause between two runs is longer than a slow machine takes for a test.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class OperatedService {

  protected static final Neighbour NEIGHBOUR = new Neighbour();
  protected static final Log LOG = new Log(TestServers.kafka());
  protected static final int POSTGRES = TestServers.startPostgres();
  protected static final String DATABASE = Databases.createAt(POSTGRES);

  /** A character of its texts is a byte. */
  protected static final RedisCommands<String, String> REDIS = startRedis();

  @LocalServerPort private int port;

  private static RedisCommands<String, String> startRedis() {
    String url = "redis://127.0.0.1:" + RedisPort.NUMBER;
    return RedisClient.create(url).connect(new StringCodec(ISO_8859_1)).sync();
  }

  private static final class RedisPort {
    static final int NUMBER = TestServers.startRedis("");
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", () -> Databases.url(POSTGRES, DATABASE));
    registry.add("spring.datasource.username", () -> PostgresBinaries.USER);
    registry.add("spring.datasource.password", () -> TestServers.POSTGRES_PASSWORD);
    registry.add("spring.data.redis.port", () -> RedisPort.NUMBER);
    registry.add("spring.kafka.bootstrap-servers", TestServers::kafka);
    // Not that of the service on the shared servers: the two would take each other's releases.
    registry.add("spring.kafka.consumer.group-id", () -> "operated");
    registry.add("livecode.languages", () -> "../../infra/sandbox/languages");
    registry.add("livecode.execution-service.url", NEIGHBOUR::url);
    registry.add("livecode.quota.run.cooldown", () -> "60s");
  }

  protected Calls calls() {
    return new Calls(port);
  }

  /** Does this as the superuser of PostgreSQL. */
  protected static void postgres(String... statements) {
    try (var connection = Databases.connect(POSTGRES, DATABASE);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
