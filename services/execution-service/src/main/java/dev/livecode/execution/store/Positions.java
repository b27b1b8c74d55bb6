package dev.livecode.execution.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where this projector goes on in each partition, as it believes. Held beside the records' own
 * offsets because a log may have gaps.
 */
class Positions {

  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::toString);

  private final Map<TopicPartition, Standing> standings = new ConcurrentHashMap<>();

  void set(Map<TopicPartition, Standing> stored) {
    standings.putAll(stored);
  }

  /** The records with their hashes, and the steps that they make. */
  Batch batch(List<LogRecord> records) {
    var to = new TreeMap<TopicPartition, Standing>(BY_NAME);
    List<Batch.Linked> linked = new ArrayList<>(records.size());
    for (LogRecord record : records) {
      Standing after =
          to.compute(
              record.topicPartition(),
              (partition, before) -> (before == null ? standing(partition) : before).after(record));
      linked.add(new Batch.Linked(record, after.hash()));
    }
    return new Batch(
        linked,
        to.entrySet().stream()
            .map(e -> new Advance(e.getKey(), standing(e.getKey()), e.getValue()))
            .toList());
  }

  /** After the commit. */
  void moved(List<Advance> advances) {
    advances.forEach(it -> standings.put(it.topicPartition(), it.to()));
  }

  private Standing standing(TopicPartition partition) {
    return standings.getOrDefault(partition, Standing.BEGINNING);
  }
}
