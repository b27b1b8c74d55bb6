package dev.livecode.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.contracts.WireTime;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/** The session service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class SessionApplication {

  static void main(String[] arguments) {
    SpringApplication.run(SessionApplication.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Version 7: in order of time, so that indexes grow at one end, and not to be guessed. */
  @Bean
  NoArgGenerator ids() {
    return Generators.timeBasedEpochRandomGenerator();
  }

  @Bean
  JacksonModule wireTime() {
    return new SimpleModule("wire-time").addSerializer(Instant.class, new WireTime());
  }
}
