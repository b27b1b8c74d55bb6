package dev.livecode.execution.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a batch came to.
 *
 * @param next the offset that comes next in each of its partitions
 * @param refused its records that are no events; they are dead letters now
 */
public record Written(Map<TopicPartition, Long> next, List<Refused> refused) {

  /** A dead letter and why it is one. */
  public record Refused(TopicPartition topicPartition, long offset, String reason) {}

  static Written of(Batch batch) {
    Map<TopicPartition, Long> next = new HashMap<>();
    batch.advances().forEach(it -> next.put(it.topicPartition(), it.to().next()));
    return new Written(
        next,
        batch.records().stream()
            .map(Batch.Linked::record)
            .filter(it -> it.envelope() == null)
            .map(
                it ->
                    new Refused(
                        it.topicPartition(), it.raw().offset(), String.valueOf(it.refusal())))
            .toList());
  }

  static Written ofAll(List<Written> parts) {
    Map<TopicPartition, Long> next = new HashMap<>();
    parts.forEach(it -> next.putAll(it.next()));
    return new Written(next, parts.stream().flatMap(it -> it.refused().stream()).toList());
  }
}
