package dev.livecode.execution.projection;

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

  void set(Map<TopicPartition, Long> offsets) {
    next.putAll(offsets);
  }

  /** The steps that the records make, in an order that is the same for every projector. */
  List<Advance> advances(List<LogRecord> records) {
    var to = new TreeMap<TopicPartition, Long>(BY_NAME);
    records.forEach(record -> to.put(record.topicPartition(), record.offset() + 1));
    return to.entrySet().stream()
        .map(e -> new Advance(e.getKey(), next.getOrDefault(e.getKey(), 0L), e.getValue()))
        .toList();
  }

  void moved(List<Advance> advances) {
    advances.forEach(advance -> next.put(advance.topicPartition(), advance.to()));
  }
}
