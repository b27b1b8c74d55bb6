package dev.livecode.runner.reporting;

import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.runner.identity.RunnerName;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

@Configuration(proxyBeanMethods = false)
class ReportingConfiguration {

  @Bean
  EventLog eventLog(KafkaProperties kafka, RunnerName runner, Clock clock) {
    Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
    settings.putAll(ClientSizes.producer());
    settings.putAll(safeAndPrompt());
    var producers =
        new DefaultKafkaProducerFactory<String, byte[]>(
            settings, new StringSerializer(), new ByteArraySerializer());
    return new EventLog(producers, runner, clock);
  }

  private static Map<String, Object> safeAndPrompt() {
    return Map.of(
        ProducerConfig.ACKS_CONFIG, "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5,
        ProducerConfig.LINGER_MS_CONFIG, 0,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
        // A topic that was not written to for a while is still known when the next run comes.
        ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
  }

  @Bean
  RunReports runReports(
      EventLog events, RunnerName runner, ReportingProperties properties, Clock clock) {
    return new RunReports(events, runner, properties, clock);
  }
}
