package dev.livecode.execution.live;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.execution.progress.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands what is heard of the log to those who watch. The one that hears waits for nobody: who lags
 * is cut off.
 */
@Component
public class Hub {

  private static final Logger log = LoggerFactory.getLogger(Hub.class);

  private final RunEventCodec codec = new RunEventCodec();
  private final Watches watches = new Watches();
  private final Progress progress;
  private final WatchProperties properties;
  private final MeterRegistry meters;
  private volatile @Nullable AtomicLongArray next;
  private volatile boolean closing;

  Hub(Progress progress, WatchProperties properties, MeterRegistry meters) {
    this.progress = progress;
    this.properties = properties;
    this.meters = meters;
  }

  /** Tells of a run from now on. */
  public Watch watch(UUID executionId, Interest interest) {
    String key = executionId.toString();
    var watch =
        new Watch(key, interest, new HeardEvents(properties.queue().toBytes()), progress, watches);
    watches.add(key, watch);
    // Only now, and moved on before an event is handed out: what this does not get lies before.
    watch.from(placeOf(key));
    if (closing) {
      watch.cut();
    }
    return watch;
  }

  /** Whether it is about to stop: who is cut off now need not come again. */
  public boolean isClosing() {
    return closing;
  }

  private @Nullable Place placeOf(String key) {
    AtomicLongArray offsets = next;
    if (offsets == null) {
      return null;
    }
    int partition = KeyPartition.of(key, offsets.length());
    return new Place(partition, offsets.get(partition));
  }

  /** Where each partition goes on; null before {@link #placed}. */
  @Nullable AtomicLongArray next() {
    return next;
  }

  /** From now on what comes next is heard. Who watched before may have missed something. */
  void placed(AtomicLongArray offsets) {
    next = offsets;
    watches.forEach(watch -> cut(watch, "gap"));
  }

  /** What comes next can't be had. */
  void lost() {
    next = null;
  }

  void hear(ConsumerRecord<String, byte[]> record) {
    requireNonNull(next, "placed").set(record.partition(), record.offset() + 1);
    Set<Watch> watching = record.key() == null ? Set.of() : watches.of(record.key());
    if (!watching.isEmpty()) {
      tell(watching, record);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // One record must not stop the log; the projection tells.
  private void tell(Set<Watch> watching, ConsumerRecord<String, byte[]> record) {
    EventEnvelope envelope;
    try {
      envelope = codec.decode(KafkaRecords.fromConsumerRecord(record));
    } catch (RuntimeException e) {
      log.debug("Nobody is told of a record that is no event", e);
      return;
    }
    if (envelope.event().executionId().toString().equals(record.key())) {
      var heard = new Heard(envelope.event(), record.offset());
      watching.forEach(
          watch -> {
            if (!watch.offer(heard)) {
              cut(watch, "lag");
            }
          });
    }
  }

  private void cut(Watch watch, String reason) {
    watch.cut();
    meters.counter("livecode.watchers.cut", "reason", reason).increment();
  }

  /** Cuts all off, and whoever comes. */
  void close() {
    closing = true;
    watches.forEach(Watch::cut);
  }

  boolean isForgotten() {
    return watches.isEmpty();
  }
}
