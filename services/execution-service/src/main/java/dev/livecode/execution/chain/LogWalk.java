package dev.livecode.execution.chain;

import dev.livecode.execution.log.LogSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** One partition's records in their order, up to an offset. What can't be read is stepped over. */
final class LogWalk implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final TopicPartition partition;
  private final long end;
  private final Chain chain;
  private final Consumer<byte[], byte[]> consumer;
  private final Queue<ConsumerRecord<byte[], byte[]>> polled = new ArrayDeque<>();
  private final long beginning;
  private long unreadableUntil = -1;

  /** Up to an offset, or to the log's end where that comes before. */
  LogWalk(LogSource source, TopicPartition partition, long upTo, Chain chain) {
    this.partition = partition;
    this.beginning = source.beginnings(List.of(partition)).getOrDefault(partition, 0L);
    this.end = Math.min(upTo, source.ends(List.of(partition)).getOrDefault(partition, 0L));
    this.chain = chain;
    this.consumer = source.open();
    consumer.assign(List.of(partition));
    consumer.seek(partition, beginning);
  }

  /** The next record, not taken; null at the end. */
  @Nullable ConsumerRecord<byte[], byte[]> peek() {
    while (polled.isEmpty() && consumer.position(partition) < end) {
      poll();
    }
    ConsumerRecord<byte[], byte[]> next = polled.peek();
    return next == null || next.offset() >= end ? null : next;
  }

  void take() {
    polled.remove();
  }

  /** Whether the log should have a record at this offset, as far as it could be read. */
  boolean covers(long offset) {
    return offset >= beginning && offset >= unreadableUntil;
  }

  private void poll() {
    try {
      consumer.poll(POLL).forEach(polled::add);
    } catch (InterruptException
        | RetriableException
        | InvalidOffsetException
        | AuthorizationException
        | AuthenticationException e) {
      throw e;
    } catch (KafkaException _) {
      // The files are damaged here. Where the damage ends only trying can tell.
      long position = consumer.position(partition);
      if (position != unreadableUntil) {
        chain.unreadable(position);
      }
      unreadableUntil = position + 1;
      consumer.seek(partition, unreadableUntil);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
