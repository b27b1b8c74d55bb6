package dev.livecode.runner.identity;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

  @Bean
  RunnerName runnerName(@Value("${livecode.runner.name:}") String configured) {
    return RunnerName.orGenerated(configured);
  }
}
