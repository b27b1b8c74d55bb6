package dev.livecode.testing;

import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.embedded.EmbeddedServerException;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.embedded.OneNode;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka for tests: a broker in this JVM, or with {@code -Dlivecode.test.kafka=IMAGE}
 * Testcontainers' KafkaContainer from that image.
 */
final class TestKafka {

  static final String BOOTSTRAP_SERVERS = start();

  private static String start() {
    String image = System.getProperty("livecode.test.kafka", "");
    String servers = image.isEmpty() ? startHere() : startContainer(image);
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      TopicSettings.singleBroker().createMissing(admin);
    } catch (ExecutionException e) {
      throw new EmbeddedServerException("Can't create the topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while creating the topics", e);
    }
    return servers;
  }

  private static String startHere() {
    int port = ServerProcess.freePort();
    KafkaBroker.start(TestServers.newFolder("kafka"), port, ServerProcess.freePort());
    return "127.0.0.1:" + port;
  }

  @SuppressWarnings("resource") // Lives as long as the JVM.
  private static String startContainer(String image) {
    var container =
        new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
    container.withEnv(OneNode.variables());
    container.start();
    return container.getBootstrapServers();
  }

  private TestKafka() {}
}
