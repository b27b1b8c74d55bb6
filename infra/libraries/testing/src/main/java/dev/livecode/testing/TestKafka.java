package dev.livecode.testing;

import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.embedded.EmbeddedServerException;
import dev.livecode.embedded.KafkaBroker;
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

  private static final Map<String, String> SHARE_GROUPS =
      Map.of(
          "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1",
          "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1",
          "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS", "1",
          "KAFKA_GROUP_SHARE_MIN_HEARTBEAT_INTERVAL_MS", "1000",
          "KAFKA_GROUP_SHARE_HEARTBEAT_INTERVAL_MS", "1000");

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
    // Variables that the container sets itself replace the image's whole configuration, in which a
    // share group's state has one copy.
    container.withEnv(SHARE_GROUPS);
    container.start();
    return container.getBootstrapServers();
  }

  private TestKafka() {}
}
