package dev.livecode.execution.query;

import dev.livecode.contracts.WireTime;
import dev.livecode.errors.ServiceErrors;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/** How the web side speaks: errors and times as the contract writes them. */
@Configuration(proxyBeanMethods = false)
@Import(ServiceErrors.class)
class QueryConfiguration {

  @Bean
  JacksonModule wireTime() {
    return new SimpleModule("wire-time").addSerializer(Instant.class, new WireTime());
  }

  @Bean
  IssuedRuns issuedRuns(RestClient.Builder builder, SessionServiceProperties service) {
    return new RememberedIssuedRuns(new HttpIssuedRuns(builder, service));
  }
}
