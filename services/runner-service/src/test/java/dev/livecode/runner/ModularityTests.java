package dev.livecode.runner;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void packagesKeepToTheirBoundaries() {
    ApplicationModules.of(RunnerApplication.class).verify();
  }
}
