package dev.livecode.contracts.kafka;

import static dev.livecode.contracts.ContentLimits.EVENT_BYTES;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Size settings of Kafka clients, derived from the largest legal event. */
public final class ClientSizes {

  /** For a producer: the largest event fits into one request. */
  public static Map<String, Object> producer() {
    return Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, EVENT_BYTES);
  }

  /** For a consumer: a fetch takes the largest event, and not many times more. */
  public static Map<String, Object> consumer() {
    return Map.of(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        EVENT_BYTES,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        4 * EVENT_BYTES);
  }

  private ClientSizes() {}
}
