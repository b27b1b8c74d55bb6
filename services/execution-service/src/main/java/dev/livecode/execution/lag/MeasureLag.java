package dev.livecode.execution.lag;

import dev.livecode.execution.log.LogSource;
import dev.livecode.execution.store.ViewOffsets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Measures every few seconds how far the stored offsets are behind the log's end. */
@Component
class MeasureLag implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MeasureLag.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final LogSource source;
  private final ViewOffsets view;
  private final Duration pause;
  private final Clock clock = Clock.systemUTC();
  private volatile Lag lag = Lag.UNKNOWN;
  private volatile @Nullable Thread thread;

  MeasureLag(
      LogSource source,
      ViewOffsets view,
      MeterRegistry meters,
      @Value("${livecode.lag.look:5s}") Duration pause) {
    this.pause = pause;
    this.source = source;
    this.view = view;
    Gauge.builder("livecode.projection.lag.records", () -> lag.records())
        .description("Records that the log has and the view lacks; -1 while that is not known")
        .register(meters);
    Gauge.builder("livecode.projection.lag", () -> lag.seconds())
        .baseUnit("seconds")
        .description("Age of the oldest record that the view lacks; 0 when it lacks none")
        .register(meters);
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("lag").start(this::run);
  }

  @SuppressWarnings("CatchingUnchecked") // What is away is asked again.
  private void run() {
    try {
      while (isRunning()) {
        try (Consumer<byte[], byte[]> consumer = source.openForOne()) {
          while (isRunning()) {
            lag = measure(consumer, LogSource.partitions(consumer));
            Thread.sleep(pause);
          }
        } catch (RuntimeException e) {
          log.debug("The lag can't be measured, trying again", e);
          lag = Lag.UNKNOWN;
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException _) {
      log.debug("The lag is not measured any more");
    }
  }

  private Lag measure(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    // The log's ends first: what comes meanwhile is not counted against the view.
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LogSource.PATIENCE);
    Map<String, Long> stored = view.all();
    Map<TopicPartition, Long> behind = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          long next = stored.getOrDefault(partition.toString(), 0L);
          if (next < end) {
            behind.put(partition, next);
          }
        });
    long records =
        behind.entrySet().stream()
            .mapToLong(it -> ends.getOrDefault(it.getKey(), 0L) - it.getValue())
            .sum();
    return new Lag(records, behind.isEmpty() ? 0 : age(consumer, behind));
  }

  /** Of the oldest record at one of these places, in seconds. */
  private double age(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> places) {
    long oldest = Long.MAX_VALUE;
    for (Map.Entry<TopicPartition, Long> place : places.entrySet()) {
      consumer.assign(List.of(place.getKey()));
      consumer.seek(place.getKey(), place.getValue());
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        oldest = Math.min(oldest, record.timestamp());
        break;
      }
    }
    // Kafka may be too slow to say: a lag of no time would be a lie.
    return oldest == Long.MAX_VALUE ? Double.NaN : (clock.millis() - oldest) / 1000.0;
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
