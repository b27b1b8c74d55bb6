package dev.livecode.runner;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts one runner. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RunnerApplication {

  /** Entry point of the executable jar. */
  public static void main(String[] arguments) {
    SpringApplication.run(RunnerApplication.class, arguments);
  }

  /** For dates; ages and pauses are measured in time that only goes on. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
