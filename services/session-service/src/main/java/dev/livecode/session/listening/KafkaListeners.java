package dev.livecode.session.listening;

import dev.livecode.contracts.kafka.ClientSizes;
import java.time.Duration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** How the listeners read, and what they do where a batch fails. */
@Configuration(proxyBeanMethods = false)
class KafkaListeners {

  private static final Duration RETRY = Duration.ofSeconds(1);

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
