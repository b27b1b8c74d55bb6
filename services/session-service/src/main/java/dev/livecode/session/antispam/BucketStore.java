package dev.livecode.session.antispam;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Redis, over Spring Data's shared connection, which is made when it is first needed: the service
 * starts without Redis. A bucket's key lives just until the bucket would be full, so that a window
 * begins with its first use.
 */
@Component
class BucketStore {

  static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(BucketStore.class);

  private record Connected(
      RedisAsyncCommands<byte[], byte[]> commands, ProxyManager<byte[]> manager) {}

  private final LettuceConnectionFactory connections;
  private volatile @Nullable Connected connected;
  private long refusedUntil = System.nanoTime();

  BucketStore(LettuceConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * Connects if Redis is there; if not, that happens later.
   *
   * @throws RedisRefusalException when it is there and does not let us in
   */
  void prepare() {
    try {
      var _ = connected();
    } catch (RuntimeException e) {
      RedisRefusalException.throwIfIn(e);
      log.warn("Redis is not there yet, it is asked again when it is needed: {}", e.toString());
    }
  }

  ProxyManager<byte[]> manager() {
    return connected().manager();
  }

  RedisAsyncCommands<byte[], byte[]> commands() {
    return connected().commands();
  }

  /** The connection may be closed for good; the next one asks for another. */
  void reconnect() {
    connected = null;
  }

  private Connected connected() {
    Connected known = connected;
    return known == null ? connect() : known;
  }

  /** One caller finds out that nobody answers; whoever has waited for it does not try again. */
  private synchronized Connected connect() {
    Connected known = connected;
    if (known != null) {
      return known;
    }
    if (System.nanoTime() - refusedUntil < 0) {
      throw new IllegalStateException("Redis could not be connected to a moment ago");
    }
    try {
      Connected made = connect(sharedConnection());
      connected = made;
      return made;
    } catch (RuntimeException e) {
      refusedUntil = System.nanoTime() + TIMEOUT.toNanos() / 2;
      throw e;
    }
  }

  private static Connected connect(RedisAsyncCommands<byte[], byte[]> commands) {
    return new Connected(
        commands,
        Bucket4jLettuce.casBasedBuilder(commands)
            .requestTimeout(TIMEOUT)
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ZERO))
            .build());
  }

  @SuppressWarnings("unchecked") // Spring Data's connections to one server have these commands.
  private RedisAsyncCommands<byte[], byte[]> sharedConnection() {
    try (var connection = connections.getConnection()) {
      return (RedisAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
    }
  }
}
