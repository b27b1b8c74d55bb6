package dev.livecode.runner.queue;

/**
 * Told once, when Kafka answers for the first time and the share group is set up; again when this
 * fails.
 */
public interface KafkaReadyListener {
  void kafkaIsReady();
}
