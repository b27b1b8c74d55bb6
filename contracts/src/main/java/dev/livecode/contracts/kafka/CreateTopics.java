package dev.livecode.contracts.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A job that makes the topics and ends, for deployments: variables as in {@link TopicSettings#of}
 * and {@code SPRING_KAFKA_BOOTSTRAPSERVERS}, as the services have it. Exits with 0 when every topic
 * is there, else with 1 and one line that says why.
 */
public final class CreateTopics {

  private static final String SERVERS = "SPRING_KAFKA_BOOTSTRAPSERVERS";
  private static final int PATIENCE_MS = 60_000;

  /** Takes no arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(System.getenv()) ? 0 : 1);
  }

  private static boolean run(Map<String, String> variables) throws InterruptedException {
    String servers = variables.getOrDefault(SERVERS, "localhost:9092");
    try {
      TopicSettings settings = TopicSettings.of(variables);
      create(settings, servers);
      System.out.println("Every topic is there: " + settings);
      return true;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
    } catch (KafkaException e) {
      System.err.println(
          "Kafka can't be asked at " + servers + ", see " + SERVERS + ": " + e.getMessage());
    } catch (ExecutionException e) {
      System.err.println("Kafka at " + servers + " did not make a topic: " + reason(e));
    }
    return false;
  }

  private static @Nullable String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.getMessage() : cause.getMessage();
  }

  private static void create(TopicSettings settings, String servers)
      throws ExecutionException, InterruptedException {
    try (var admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MS))) {
      settings.createMissing(admin);
    }
  }

  private CreateTopics() {}
}
