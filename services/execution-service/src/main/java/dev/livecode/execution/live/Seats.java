package dev.livecode.execution.live;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Room for those who wait or watch: each has a seat as long as it is here. */
@Component
public class Seats {

  private static final Logger log = LoggerFactory.getLogger(Seats.class);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Duration LONGER = Duration.ofSeconds(5);

  /** What a connection with its buffers and its thread takes at most, as measured: 118 KB. */
  private static final long SEAT_BYTES = 128 * 1024;

  /** What the rest of the service needs. */
  private static final long REST_BYTES = 96L * 1024 * 1024;

  private final int perInstance;
  private final int perAddress;
  private final AtomicInteger waits = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

  @Autowired
  Seats(WatchProperties properties, MeterRegistry meters) {
    this(properties, meters, Runtime.getRuntime().maxMemory());
  }

  /** Sooner than run out of memory, and end for all, it has fewer seats than the setting allows. */
  Seats(WatchProperties properties, MeterRegistry meters, long heapBytes) {
    perAddress = properties.perAddress();
    perInstance =
        (int) Math.clamp((heapBytes - REST_BYTES) / SEAT_BYTES, 1, properties.perInstance());
    if (perInstance < properties.perInstance()) {
      log.info("The heap has room for {} streams and waits at once", perInstance);
    }
    meters.gauge("livecode.watchers", Tags.of("kind", "wait"), waits);
    meters.gauge("livecode.watchers", Tags.of("kind", "stream"), streams);
  }

  private AtomicInteger count(Kind kind) {
    return kind == Kind.WAIT ? waits : streams;
  }

  /** What it is taken for. */
  public enum Kind {
    WAIT,
    STREAM
  }

  /** One place, to be given back. */
  public interface Seat extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A seat for somebody at the address.
   *
   * @throws RefusedException when the address has as many as it may, or all are taken
   */
  public Seat take(Kind kind, String address) {
    int ofAddress = byAddress.merge(address, 1, Integer::sum);
    count(kind).incrementAndGet();
    Seat seat = () -> giveBack(kind, address);
    if (ofAddress > perAddress) {
      seat.close();
      String limit = "At most %d streams and waits at once from one address";
      throw full(Problem.TOO_MANY_REQUESTS, LONGER, limit.formatted(perAddress));
    }
    if (waits.get() + streams.get() > perInstance) {
      seat.close();
      throw full(Problem.UNAVAILABLE, A_MOMENT, "All places for streams and waits are taken");
    }
    return seat;
  }

  private static RefusedException full(Problem problem, Duration wait, String detail) {
    return RefusedException.until(problem, wait, List.of(detail));
  }

  private void giveBack(Kind kind, String address) {
    count(kind).decrementAndGet();
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }
}
