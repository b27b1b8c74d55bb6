package dev.livecode.session.run.kafka;

import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import dev.livecode.contracts.kafka.ClientSizes;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

@Configuration(proxyBeanMethods = false)
class KafkaClients {

  private static final Duration RETRY = Duration.ofSeconds(1);

  @Bean
  DefaultKafkaProducerFactoryCustomizer producer(OutboxSettings settings) {
    return factory -> {
      factory.updateConfigs(ClientSizes.producer());
      factory.updateConfigs(
          Map.of(
              DELIVERY_TIMEOUT_MS_CONFIG,
              (int) settings.sendTimeout().toMillis(),
              REQUEST_TIMEOUT_MS_CONFIG,
              (int) settings.sendTimeout().toMillis() / 2,
              MAX_BLOCK_MS_CONFIG,
              settings.metadataTimeout().toMillis()));
    };
  }

  @Bean
  DefaultKafkaConsumerFactoryCustomizer consumer() {
    return factory -> factory.updateConfigs(ClientSizes.consumer());
  }

  /** A batch that can't be applied (PostgreSQL away) is tried for ever: no release may be lost. */
  @Bean
  CommonErrorHandler tryForEver() {
    return new DefaultErrorHandler(
        new FixedBackOff(RETRY.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
  }
}
