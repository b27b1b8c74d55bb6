package dev.livecode.session.outbox;

import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import dev.livecode.contracts.kafka.ClientSizes;
import java.util.Map;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the outbox's producer tries. */
@Configuration(proxyBeanMethods = false)
class OutboxProducer {

  @Bean
  DefaultKafkaProducerFactoryCustomizer producer(OutboxProperties properties) {
    return factory -> {
      factory.updateConfigs(ClientSizes.producer());
      factory.updateConfigs(
          Map.of(
              DELIVERY_TIMEOUT_MS_CONFIG,
              (int) properties.sendTimeout().toMillis(),
              REQUEST_TIMEOUT_MS_CONFIG,
              (int) properties.sendTimeout().toMillis() / 2,
              MAX_BLOCK_MS_CONFIG,
              properties.metadataTimeout().toMillis()));
    };
  }
}
