package dev.livecode.session.antispam;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which variable to set where Redis does not let us in. */
final class RedisRefusalFailureAnalyzer extends AbstractFailureAnalyzer<RedisRefusalException> {

  private final Environment environment;

  RedisRefusalFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RedisRefusalException cause) {
    String place =
        environment.getProperty("spring.data.redis.host")
            + ":"
            + environment.getProperty("spring.data.redis.port", "6379");
    return new FailureAnalysis(
        "Redis at " + place + " refuses us: " + cause.getMessage(),
        "Set SPRING_DATA_REDIS_PASSWORD.",
        cause);
  }
}
