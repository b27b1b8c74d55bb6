package dev.livecode.execution.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** In which partition the records of a key are: where Kafka's own producers put them. */
final class KeyPartition {

  static int of(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
  }

  private KeyPartition() {}
}
