package dev.livecode.runner;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts one runner. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RunnerApplication {

  /** Entry point of the executable jar. */
  public static void main(String[] arguments) {
    SpringApplication.run(RunnerApplication.class, arguments);
  }
}
