package dev.livecode.session.antispam;

import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks buckets in Redis, and nobody for a moment after Redis has failed. */
@Component
class Buckets {

  private static final Logger log = LoggerFactory.getLogger(Buckets.class);

  // After a failure nobody waits for Redis for this long: a server that does not answer would cost
  // every request its whole timeout.
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final BucketStore store;
  private final SharedBuckets shared;
  private final ForeignValues foreign;
  private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());

  Buckets(BucketStore store, ForeignValues foreign) {
    this.store = store;
    this.shared = new SharedBuckets(store);
    this.foreign = foreign;
  }

  /** Asks one bucket; throws {@link UncountableException} when Redis does not answer in time. */
  <T> VerboseResult<T> ask(
      String name, BucketLimit limit, Function<BucketProxy, VerboseResult<T>> question) {
    if (isPaused()) {
      throw new UncountableException("Redis was away a moment ago", null);
    }
    try {
      return askOrReplace("quota:" + name, limit, question);
    } catch (RuntimeException e) {
      // Whatever fails in here is Redis or the way there.
      pause(e);
      throw new UncountableException("Redis is away", e);
    }
  }

  /** What stands in a bucket's place and is none of ours would be in the way for ever. */
  private <T> VerboseResult<T> askOrReplace(
      String key, BucketLimit limit, Function<BucketProxy, VerboseResult<T>> question) {
    try {
      VerboseResult<T> answer = shared.ask(key, limit, question);
      if (limit.canAnswer(answer)) {
        return answer;
      }
    } catch (RuntimeException e) {
      if (isOfRedis(e)) {
        throw e;
      }
      log.debug("The bucket {} can't be asked", key, e);
    }
    foreign.removeFrom(key, limit);
    return shared.ask(key, limit, question);
  }

  private static boolean isOfRedis(RuntimeException e) {
    return (e instanceof RedisException && !ForeignValues.isWrongType(e))
        || e instanceof TimeoutException;
  }

  private boolean isPaused() {
    return System.nanoTime() - pausedUntil.get() < 0;
  }

  /** The first of many that fail says so. */
  private void pause(RuntimeException e) {
    store.reconnect();
    long until = pausedUntil.get();
    long now = System.nanoTime();
    if (now - until >= 0 && pausedUntil.compareAndSet(until, now + PAUSE.toNanos())) {
      log.warn("Redis is away, asked again in {} ms: {}", PAUSE.toMillis(), e.toString());
    }
  }
}
