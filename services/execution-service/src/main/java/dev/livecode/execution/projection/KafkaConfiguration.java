package dev.livecode.execution.projection;

import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.execution.store.ViewWriter;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionOperations;

/** The consumer of both topics. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  @Bean
  DefaultKafkaConsumerFactoryCustomizer consumerOfEvents() {
    return factory -> {
      factory.updateConfigs(ClientSizes.consumer());
      factory.updateConfigs(
          Map.of(
              ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
              ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
    };
  }

  /** Of the tables that are read: their names lead to the living generation. */
  @Bean
  ViewWriter viewWriter(JdbcOperations jdbc, TransactionOperations transaction) {
    return new ViewWriter(jdbc, transaction);
  }

  /**
   * Not made by {@code @KafkaListener}: its adapter asks for each partition's position before
   * {@link SeekToStoredOffsets} has set one, and without a reset policy that ends the consumer.
   */
  @Bean
  ConcurrentMessageListenerContainer<?, ?> projectionContainer(
      ConcurrentKafkaListenerContainerFactory<?, ?> factory, ReadTheLog listener) {
    var container = factory.createContainer(Topics.RUN_REQUESTS, Topics.RUN_EVENTS);
    container.setBeanName("projection");
    container.setupMessageListener(listener);
    return container;
  }
}
