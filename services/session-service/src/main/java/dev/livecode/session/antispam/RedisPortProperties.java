package dev.livecode.session.antispam;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The port of Redis, which Spring binds for its client as well: there the client alone refuses what
 * can't be, and names no setting.
 */
@ConfigurationProperties("spring.data.redis")
record RedisPortProperties(@DefaultValue("6379") int port) {

  RedisPortProperties {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "spring.data.redis.port is "
              + port
              + "; it must be from 1 to 65535. Set SPRING_DATA_REDIS_PORT");
    }
  }
}
