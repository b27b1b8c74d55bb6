package dev.livecode.edge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Stands before the services and lets through what the public contract names, nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EdgeApplication {

  static void main(String[] arguments) {
    SpringApplication.run(EdgeApplication.class, arguments);
  }
}
