package dev.livecode.runner.deadletters;

import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.queue.KafkaReadyListener;
import dev.livecode.runner.reporting.EventLog;
import dev.livecode.runner.reporting.RunReports;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

@Configuration(proxyBeanMethods = false)
class DeadLettersConfiguration {

  private static final long RETRY_MS = 1_000;

  @Bean
  WhenRunGivenUpThenEndIt whenRunGivenUpThenEndIt(
      KafkaProperties kafka, RunReports reports, MeterRegistry registry) {
    return new WhenRunGivenUpThenEndIt(new OriginalRequests(consumers(kafka)), reports, registry);
  }

  @Bean
  KafkaReadyListener deadLettersListener(KafkaListenerEndpointRegistry listeners) {
    return () -> start(listeners);
  }

  private static void start(KafkaListenerEndpointRegistry listeners) {
    var container = listeners.getListenerContainer(WhenRunGivenUpThenEndIt.ID);
    if (container != null) {
      container.start();
    }
  }

  @Bean
  DeadLettersEndpoint deadLettersEndpoint(
      KafkaProperties kafka, EventLog events, RunnerName runner, Clock clock) {
    var consumers = consumers(kafka);
    var originals = new OriginalRequests(consumers);
    return new DeadLettersEndpoint(
        new DeadLetters(consumers, originals), originals, new Redriving(events, runner, clock));
  }

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, byte[]> deadLetterContainers(
      KafkaProperties kafka) {
    var containers = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
    containers.setConsumerFactory(consumers(kafka));
    containers.getContainerProperties().setAckMode(AckMode.RECORD);
    // None is skipped: what Kafka does not take now is told again.
    containers.setCommonErrorHandler(
        new DefaultErrorHandler(new FixedBackOff(RETRY_MS, FixedBackOff.UNLIMITED_ATTEMPTS)));
    return containers;
  }

  private static DefaultKafkaConsumerFactory<String, byte[]> consumers(KafkaProperties kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
    settings.putAll(ClientSizes.consumer());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new DefaultKafkaConsumerFactory<>(
        settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
