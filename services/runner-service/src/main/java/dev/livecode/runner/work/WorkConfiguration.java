package dev.livecode.runner.work;

import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.reporting.EventLog;
import dev.livecode.runner.reporting.RunReports;
import dev.livecode.runner.sandbox.Sandbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.health.contributor.HealthIndicator;
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
class WorkConfiguration {

  private static final long RETRY_MS = 1_000;

  @Bean
  RunMetrics runMetrics(MeterRegistry registry) {
    return new RunMetrics(registry);
  }

  @Bean
  WhenRunRequestedThenExecute whenRunRequestedThenExecute(
      Sandbox sandbox,
      Programs programs,
      RunReports reports,
      RunnerProperties properties,
      RunMetrics metrics) {
    return new WhenRunRequestedThenExecute(
        sandbox, programs, reports, properties, metrics, Clock.systemUTC());
  }

  @Bean
  KafkaWatch kafkaWatch(
      KafkaProperties kafka,
      RunnerProperties properties,
      RunReports reports,
      KafkaListenerEndpointRegistry listeners) {
    return new KafkaWatch(
        kafka.buildAdminProperties(),
        properties,
        List.of(reports::warmUp, () -> startDeadLetters(listeners)));
  }

  private static void startDeadLetters(KafkaListenerEndpointRegistry listeners) {
    var container = listeners.getListenerContainer(WhenRunGivenUpThenEndIt.ID);
    if (container != null) {
      container.start();
    }
  }

  @Bean
  HealthIndicator kafkaHealthIndicator(KafkaWatch kafka) {
    return new KafkaHealthIndicator(kafka);
  }

  @Bean
  Slots slots(
      KafkaProperties kafka,
      RunnerProperties properties,
      KafkaWatch watch,
      Sandbox sandbox,
      WhenRunRequestedThenExecute execution) {
    var client = new QueueClient(kafka.buildAdminProperties());
    return new Slots(
        properties, watch, stopping -> new Slot(client, sandbox, execution, properties, stopping));
  }

  @Bean
  WhenRunGivenUpThenEndIt whenRunGivenUpThenEndIt(
      KafkaProperties kafka, RunReports reports, RunMetrics metrics) {
    return new WhenRunGivenUpThenEndIt(new OriginalRequests(consumers(kafka)), reports, metrics);
  }

  @Bean
  DeadLettersEndpoint deadLettersEndpoint(KafkaProperties kafka, EventLog log, RunnerName runner) {
    var consumers = consumers(kafka);
    var originals = new OriginalRequests(consumers);
    return new DeadLettersEndpoint(
        new DeadLetters(consumers, originals),
        originals,
        new Redriving(log, runner, Clock.systemUTC()));
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
