package dev.livecode.execution.projection;

import dev.livecode.execution.progress.Progress;
import dev.livecode.execution.store.ViewWriter;
import dev.livecode.execution.store.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.stereotype.Component;

/** Takes the records of both topics to the view. */
@Component
class ReadTheLog implements BatchMessageListener<byte[], byte[]> {

  private static final Logger log = LoggerFactory.getLogger(ReadTheLog.class);

  private final ViewWriter view;
  private final Progress progress;
  private final ProjectionState state;
  private final Counter poison;

  ReadTheLog(ViewWriter view, Progress progress, ProjectionState state, MeterRegistry meters) {
    this.view = view;
    this.progress = progress;
    this.state = state;
    poison =
        Counter.builder("livecode.projection.poison")
            .description("Records that are no legal events; archived, and skipped by the fold")
            .register(meters);
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch) {
    Written written = view.write(batch);
    // After the commit: who waits for the view may read it.
    written.next().forEach((partition, next) -> progress.reached(partition.toString(), next));
    written.refused().forEach(this::report);
    state.running();
  }

  private void report(Written.Refused record) {
    poison.increment();
    log.warn(
        "Record {} at offset {} is a dead letter, archived and skipped: {}",
        record.topicPartition(),
        record.offset(),
        oneLine(record.reason()));
  }

  /** What a stranger wrote must not look like log lines of ours. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
