package dev.livecode.session.antispam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Buckets in Redis, over Spring Data's shared connection, which is made when it is first needed:
 * the service starts without Redis. A bucket's key lives just until the bucket would be full, so
 * that a window begins with its first use.
 */
@Component
class Buckets {

  private static final Logger log = LoggerFactory.getLogger(Buckets.class);

  // After a failure nobody waits for Redis for this long: a server that does not answer would cost
  // every request its whole timeout.
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final LettuceConnectionFactory connections;
  private volatile @Nullable ProxyManager<byte[]> manager;
  private volatile long pausedUntil = System.nanoTime();

  Buckets(LettuceConnectionFactory connections) {
    this.connections = connections;
  }

  /** Asks one bucket; throws {@link UncountableException} when Redis does not answer in time. */
  <T> T ask(String key, BucketConfiguration configuration, Function<Bucket, T> question) {
    if (System.nanoTime() - pausedUntil < 0) {
      throw new UncountableException("Redis was away a moment ago", null);
    }
    try {
      byte[] name = ("quota:" + key).getBytes(UTF_8);
      return question.apply(manager().getProxy(name, () -> configuration));
    } catch (RuntimeException e) {
      // Whatever fails in here is Redis or the way there.
      manager = null; // Its connection may be closed for good; the next one asks for another.
      pausedUntil = System.nanoTime() + PAUSE.toNanos();
      log.warn("Redis is away, asked again in {} ms: {}", PAUSE.toMillis(), e.toString());
      throw new UncountableException("Redis is away", e);
    }
  }

  /**
   * Connects if Redis is there; if not, that happens later.
   *
   * @throws RedisRefusalException when it is there and does not let us in
   */
  void prepare() {
    try {
      var _ = manager();
    } catch (RuntimeException e) {
      RedisRefusalException.throwIfIn(e);
      log.warn("Redis is not there yet, it is asked again when it is needed: {}", e.toString());
    }
  }

  private ProxyManager<byte[]> manager() {
    ProxyManager<byte[]> known = manager;
    return known == null ? connect() : known;
  }

  private synchronized ProxyManager<byte[]> connect() {
    ProxyManager<byte[]> known = manager;
    if (known != null) {
      return known;
    }
    ProxyManager<byte[]> connected =
        Bucket4jLettuce.casBasedBuilder(commands())
            .requestTimeout(TIMEOUT)
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ZERO))
            .build();
    manager = connected;
    return connected;
  }

  @SuppressWarnings("unchecked") // Spring Data's connections to one server have these commands.
  private RedisAsyncCommands<byte[], byte[]> commands() {
    try (var connection = connections.getConnection()) {
      return (RedisAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
    }
  }
}
