package dev.livecode.session.antispam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.serialization.InternalSerializationHelper;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes from a bucket's place what is no bucket of ours: another type, bytes that can't be read,
 * a bucket with other limits, a state that no right clock leads to. The limit begins anew then.
 */
@Component
class ForeignValues {

  private static final Logger log = LoggerFactory.getLogger(ForeignValues.class);

  // Both remove only what was looked at: somebody else may have put a bucket there since.
  private static final String REMOVE_OTHER_TYPE =
      """
      if redis.call('TYPE', KEYS[1]).ok == 'string' then return 0 end
      return redis.call('DEL', KEYS[1])
      """;
  private static final String REMOVE_VALUE =
      """
      if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
      return redis.call('DEL', KEYS[1])
      """;

  private final BucketStore store;
  private final Counter replaced;

  ForeignValues(BucketStore store, MeterRegistry meters) {
    this.store = store;
    this.replaced =
        Counter.builder("livecode.quota.replaced")
            .description("Buckets in whose place something else stood")
            .register(meters);
  }

  static boolean isWrongType(RuntimeException e) {
    return e instanceof RedisCommandExecutionException
        && String.valueOf(e.getMessage()).startsWith("WRONGTYPE");
  }

  /** Removes what stands there unless it is a bucket of this kind. */
  void removeFrom(String key, BucketLimit limit) {
    byte[] name = key.getBytes(UTF_8);
    long removed;
    try {
      byte[] value = await(store.commands().get(name));
      removed = value == null || isBucket(value, limit) ? 0 : remove(REMOVE_VALUE, name, value);
    } catch (RedisCommandExecutionException e) {
      if (!isWrongType(e)) {
        throw e;
      }
      removed = remove(REMOVE_OTHER_TYPE, name);
    }
    if (removed > 0) {
      replaced.increment();
      log.warn("{} held no bucket of ours: it is replaced, its limit begins anew", key);
    }
  }

  private static boolean isBucket(byte[] value, BucketLimit limit) {
    try {
      RemoteBucketState state = InternalSerializationHelper.deserializeState(value);
      return limit.canBe(state);
    } catch (RuntimeException e) {
      return false; // Nothing but the bytes is read here.
    }
  }

  private long remove(String script, byte[] key, byte[]... arguments) {
    RedisFuture<Long> removed =
        store.commands().eval(script, ScriptOutputType.INTEGER, new byte[][] {key}, arguments);
    Long count = await(removed);
    return count == null ? 0 : count;
  }

  private static <T> @Nullable T await(RedisFuture<T> answer) {
    return LettuceFutures.awaitOrCancel(answer, BucketStore.TIMEOUT.toMillis(), MILLISECONDS);
  }
}
