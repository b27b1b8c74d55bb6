package dev.livecode.execution.projection;

import dev.livecode.execution.progress.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * The offsets from which this projector goes on, as it believes. Held beside the records' own
 * offsets because a log may have gaps.
 */
@Component
class Positions {

  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::toString);

  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Progress progress;

  Positions(Progress progress) {
    this.progress = progress;
  }

  void set(Map<TopicPartition, Long> offsets) {
    next.putAll(offsets);
    offsets.forEach((partition, offset) -> progress.reached(partition.toString(), offset));
  }

  /** The steps that the records make, in an order that is the same for every projector. */
  List<Advance> advances(List<LogRecord> records) {
    var to = new TreeMap<TopicPartition, Long>(BY_NAME);
    records.forEach(record -> to.put(record.topicPartition(), record.offset() + 1));
    return to.entrySet().stream()
        .map(e -> new Advance(e.getKey(), next.getOrDefault(e.getKey(), 0L), e.getValue()))
        .toList();
  }

  /** After the commit: who waits for the view may read it. */
  void moved(List<Advance> advances) {
    for (Advance advance : advances) {
      next.put(advance.topicPartition(), advance.to());
      progress.reached(advance.topicPartition().toString(), advance.to());
    }
  }
}
