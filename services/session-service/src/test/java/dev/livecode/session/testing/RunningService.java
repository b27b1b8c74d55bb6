package dev.livecode.session.testing;

import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.testing.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real servers, all of them there, without quotas. One context for all. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningService {

  protected static final Neighbour NEIGHBOUR = new Neighbour();
  protected static final Log LOG = new Log(TestServers.kafka());

  @LocalServerPort protected int port;
  @Autowired protected JdbcClient jdbc;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    String database = Databases.create();
    registry.add("spring.datasource.url", () -> Databases.url(Databases.port(), database));
    registry.add("spring.datasource.username", () -> PostgresBinaries.USER);
    registry.add("spring.datasource.password", () -> TestServers.POSTGRES_PASSWORD);
    registry.add("spring.data.redis.port", TestServers::redisPort);
    registry.add("spring.kafka.bootstrap-servers", TestServers::kafka);
    registry.add("livecode.languages", () -> "../../infra/sandbox/languages");
    registry.add("livecode.execution-service.url", NEIGHBOUR::url);
    registry.add("livecode.quota.run.enabled", () -> false);
    registry.add("livecode.quota.session.enabled", () -> false);
    registry.add("livecode.quota.save.enabled", () -> false);
  }

  protected Calls calls() {
    return new Calls(port);
  }

  @AfterEach
  void theNeighbourIsWellAgain() {
    NEIGHBOUR.breaks(false);
  }
}
