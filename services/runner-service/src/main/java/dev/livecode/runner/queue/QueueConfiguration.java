package dev.livecode.runner.queue;

import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.runner.controls.Controls;
import dev.livecode.runner.controls.HearControls;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.reporting.RunReports;
import dev.livecode.runner.sandbox.Sandbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

  /** A fifth of the smallest heap that a runner is given. */
  private static final DataSize CONTROLS = DataSize.ofMegabytes(32);

  @Bean
  RunMetrics runMetrics(MeterRegistry registry) {
    return new RunMetrics(registry);
  }

  @Bean
  Controls controls(RunnerProperties properties) {
    return new Controls(properties.longestLife(), CONTROLS);
  }

  @Bean
  HearControls hearControls(
      KafkaProperties kafka, RunnerProperties properties, Controls controls, Clock clock) {
    Map<String, Object> settings = new HashMap<>(kafka.buildAdminProperties());
    settings.putAll(ClientSizes.consumer());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new HearControls(
        () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
        controls,
        properties.longestLife(),
        clock);
  }

  @Bean
  WhenRunRequestedThenExecute whenRunRequestedThenExecute(
      Sandbox sandbox,
      Programs programs,
      RunReports reports,
      Controls controls,
      RunnerProperties properties,
      RunMetrics metrics,
      Clock clock) {
    return new WhenRunRequestedThenExecute(
        sandbox, programs, reports, controls, properties, metrics, clock);
  }

  @Bean
  KafkaWatch kafkaWatch(
      KafkaProperties kafka,
      RunnerProperties properties,
      RunReports reports,
      List<KafkaReadyListener> listeners) {
    return new KafkaWatch(
        kafka.buildAdminProperties(),
        properties,
        Stream.concat(Stream.of(reports::warmUp), listeners.stream()).toList());
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
      HearControls controls,
      Sandbox sandbox,
      WhenRunRequestedThenExecute execution) {
    var client = new QueueClient(kafka.buildAdminProperties());
    return new Slots(
        properties,
        watch,
        controls,
        stopping -> new Slot(client, sandbox, execution, properties, stopping));
  }
}
