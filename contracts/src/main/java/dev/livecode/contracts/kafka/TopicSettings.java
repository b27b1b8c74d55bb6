package dev.livecode.contracts.kafka;

import static dev.livecode.contracts.ContentLimits.EVENT_BYTES;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * How the topics are laid out. The one place that defines them.
 *
 * @param partitions of the events' topic, fixed for its life; every other topic has one
 * @param replicationFactor copies of each partition
 * @param minInSyncReplicas copies that must have a record before it counts as written
 * @param retention how long events are kept, null for ever
 */
public record TopicSettings(
    int partitions, short replicationFactor, int minInSyncReplicas, @Nullable Duration retention) {

  private static final String PREFIX = "LIVECODE_TOPICS_";

  /** One broker, everything kept for ever. */
  public static TopicSettings singleBroker() {
    return new TopicSettings(6, (short) 1, 1, null);
  }

  /**
   * One broker and everything kept for ever, unless the variables say otherwise: {@code
   * LIVECODE_TOPICS_PARTITIONS}, {@code _REPLICATIONFACTOR}, {@code _MININSYNCREPLICAS} (by default
   * one less than the copies, so that one broker may be away), {@code _RETENTION} (ISO 8601, such
   * as {@code P90D}). An empty variable counts as none.
   *
   * @throws IllegalArgumentException naming the variable that can't be followed
   */
  public static TopicSettings of(Map<String, String> variables) {
    TopicSettings usual = singleBroker();
    int factor = number(variables, "REPLICATIONFACTOR", usual.replicationFactor);
    int inSync = number(variables, "MININSYNCREPLICAS", Math.max(1, factor - 1));
    if (inSync > factor) {
      throw new IllegalArgumentException(
          "%sMININSYNCREPLICAS is '%d': it must be at most %sREPLICATIONFACTOR, %d"
              .formatted(PREFIX, inSync, PREFIX, factor));
    }
    return new TopicSettings(
        number(variables, "PARTITIONS", usual.partitions),
        (short) factor,
        inSync,
        retention(variables));
  }

  private static int number(Map<String, String> variables, String name, int otherwise) {
    String value = variables.getOrDefault(PREFIX + name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!value.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          PREFIX + name + " is '" + value + "': it must be a number from 1 to 9999");
    }
    return Integer.parseInt(value);
  }

  private static @Nullable Duration retention(Map<String, String> variables) {
    String value = variables.getOrDefault(PREFIX + "RETENTION", "");
    if (value.isEmpty()) {
      return null;
    }
    try {
      Duration retention = Duration.parse(value);
      if (retention.isPositive()) {
        return retention;
      }
    } catch (DateTimeParseException e) {
      // Said below, for both.
    }
    throw new IllegalArgumentException(
        PREFIX
            + "RETENTION is '"
            + value
            + "': it must be a time in ISO 8601, such as P90D for 90 days, or empty for ever");
  }

  /** Creates the topics that do not exist yet; one that exists is left as it is. */
  public void createMissing(Admin admin) throws ExecutionException, InterruptedException {
    for (var creation : admin.createTopics(topics()).values().entrySet()) {
      try {
        creation.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  List<NewTopic> topics() {
    return List.of(
        // A share group deals its partitions out to its members: of several, a member would own
        // some, and requests behind its slow program would wait although another member is free.
        topic(Topics.RUN_REQUESTS, 1, Map.of()),
        topic(Topics.RUN_EVENTS, partitions, Map.of()),
        // A notice to runners; what it says stands in the events' topic for as long as those are
        // kept.
        topic(
            Topics.RUN_CONTROLS,
            1,
            Map.of(
                "retention.ms", String.valueOf(Duration.ofDays(1).toMillis()),
                // Kafka takes away whole segments.
                "segment.ms", String.valueOf(Duration.ofHours(1).toMillis()))),
        topic(Topics.RUN_REQUESTS_DLQ, 1, Map.of("errors.deadletterqueue.group.enable", "true")),
        // Kept for ever, whatever the retention: an old version is as true as the day it was found.
        topic(Topics.LANGUAGES, 1, Map.of("cleanup.policy", "compact", "retention.ms", "-1")));
  }

  private NewTopic topic(String name, int count, Map<String, String> extra) {
    var configs =
        new HashMap<>(
            Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                retention == null ? "-1" : String.valueOf(retention.toMillis()),
                "retention.bytes",
                "-1",
                "min.insync.replicas",
                String.valueOf(minInSyncReplicas),
                "max.message.bytes",
                String.valueOf(EVENT_BYTES)));
    configs.putAll(extra);
    return new NewTopic(name, count, replicationFactor).configs(configs);
  }
}
