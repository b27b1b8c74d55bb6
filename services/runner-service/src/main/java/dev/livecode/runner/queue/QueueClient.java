package dev.livecode.runner.queue;

import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes members of the runners' share group, each of which takes one record at a time. */
final class QueueClient {

  private final Map<String, Object> settings;

  QueueClient(Map<String, Object> connection) {
    settings = new HashMap<>(connection);
    settings.putAll(ClientSizes.consumer());
    settings.putAll(
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            Topics.RUNNERS_GROUP,
            ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
            "explicit",
            ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
            "record_limit",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1));
  }

  /** A new member; for one thread. */
  RunQueue join() {
    return new RunQueue(
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
  }
}
