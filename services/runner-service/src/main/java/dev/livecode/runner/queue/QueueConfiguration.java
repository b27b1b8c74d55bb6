package dev.livecode.runner.queue;

import dev.livecode.runner.language.Programs;
import dev.livecode.runner.reporting.RunReports;
import dev.livecode.runner.sandbox.Sandbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

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
      RunMetrics metrics,
      Clock clock) {
    return new WhenRunRequestedThenExecute(sandbox, programs, reports, properties, metrics, clock);
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
      Sandbox sandbox,
      WhenRunRequestedThenExecute execution) {
    var client = new QueueClient(kafka.buildAdminProperties());
    return new Slots(
        properties, watch, stopping -> new Slot(client, sandbox, execution, properties, stopping));
  }
}
