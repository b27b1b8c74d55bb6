package dev.livecode.execution;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Folds the log of run events into the view that clients read. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ExecutionServiceApplication {

  static void main(String[] arguments) {
    SpringApplication.run(ExecutionServiceApplication.class, arguments);
  }
}
