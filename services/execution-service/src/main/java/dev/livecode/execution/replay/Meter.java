package dev.livecode.execution.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Measures a replay that runs in another thread. */
final class Meter {

  private static final int LATELY = 10;

  private record Reading(long nanos, long read) {}

  private final Deque<Reading> readings = new ArrayDeque<>();
  private long before;
  private long inLog;
  private @Nullable Filling filling;

  /** It begins, or goes on, with what the next generation has. */
  synchronized void begin(Map<TopicPartition, Long> has, Filling filling) {
    this.before = sum(has);
    this.filling = filling;
    readings.clear();
  }

  /** It is on its way to these offsets. */
  synchronized void upTo(Map<TopicPartition, Long> offsets) {
    inLog = sum(offsets);
  }

  /** How far it is; to be asked at even intervals. */
  synchronized Pace pace() {
    long read = before + (filling == null ? 0 : filling.written());
    var now = new Reading(System.nanoTime(), read);
    readings.addLast(now);
    if (readings.size() > LATELY) {
      readings.removeFirst();
    }
    Reading first = readings.getFirst();
    double seconds = (now.nanos() - first.nanos()) / 1e9;
    return new Pace(read, inLog, seconds > 0 ? (read - first.read()) / seconds : 0);
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
