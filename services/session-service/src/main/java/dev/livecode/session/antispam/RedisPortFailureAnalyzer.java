package dev.livecode.session.antispam;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which variable to set where Redis' client refuses the port. */
final class RedisPortFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

  private final Environment environment;

  RedisPortFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, IllegalArgumentException cause) {
    String port = environment.getProperty("spring.data.redis.port");
    return ("Port out of range: " + port).equals(cause.getMessage())
        ? new FailureAnalysis(
            "spring.data.redis.port is " + port + "; it must be from 1 to 65535.",
            "Set SPRING_DATA_REDIS_PORT.",
            cause)
        : null;
  }
}
