package dev.livecode.session.antispam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Lets all who ask about one bucket at the same moment ask together. Alone, each would compare and
 * swap the bucket's state, all but one in vain, and a crowd would be too late for its timeout.
 */
final class SharedBuckets {

  private record Shared(BucketProxy bucket, int users) {}

  private final BucketStore store;
  private final Map<String, Shared> inUse = new ConcurrentHashMap<>();

  SharedBuckets(BucketStore store) {
    this.store = store;
  }

  <T> T ask(String key, BucketLimit limit, Function<BucketProxy, T> question) {
    ProxyManager<byte[]> manager = store.manager(); // May wait, which nobody may do in the map.
    Shared shared =
        requireNonNull(
            inUse.compute(
                key,
                (_, it) ->
                    it == null
                        ? new Shared(bucket(manager, key, limit), 1)
                        : new Shared(it.bucket(), it.users() + 1)));
    try {
      return question.apply(shared.bucket());
    } finally {
      inUse.computeIfPresent(
          key, (_, it) -> it.users() == 1 ? null : new Shared(it.bucket(), it.users() - 1));
    }
  }

  private static BucketProxy bucket(ProxyManager<byte[]> manager, String key, BucketLimit limit) {
    return manager
        .builder()
        .withOptimization(Optimizations.batching())
        .build(key.getBytes(UTF_8), limit::configuration);
  }
}
