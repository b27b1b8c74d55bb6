package dev.livecode.session.antispam;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A client that says at once that Redis is away, and notices soon that it is back. */
@Configuration(proxyBeanMethods = false)
class RedisClient {

  /** Asks for the port, so that it is checked before anybody connects to it. */
  @Bean
  LettuceClientOptionsBuilderCustomizer refuseAtOnce(RedisPortProperties checked) {
    return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
  }

  /** Lettuce's own delay grows to half a minute. */
  @Bean
  ClientResourcesBuilderCustomizer reconnectSoon() {
    return resources -> resources.reconnectDelay(Delay.constant(Duration.ofMillis(500)));
  }
}
