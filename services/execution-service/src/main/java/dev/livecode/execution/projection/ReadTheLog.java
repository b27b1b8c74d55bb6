package dev.livecode.execution.projection;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.stereotype.Component;

/** Takes the records of both topics to the view. */
@Component
class ReadTheLog implements BatchMessageListener<String, byte[]> {

  private final RecordReader reader;
  private final Positions positions;
  private final Projector projector;
  private final ProjectionState state;

  ReadTheLog(RecordReader reader, Positions positions, Projector projector, ProjectionState state) {
    this.reader = reader;
    this.positions = positions;
    this.projector = projector;
    this.state = state;
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> batch) {
    List<LogRecord> records = batch.stream().map(reader::read).toList();
    try {
      project(records);
    } catch (DataIntegrityViolationException _) {
      records.forEach(this::projectAlone);
    }
    state.running();
  }

  /** One of a batch that the store refused: only the record that is to blame is skipped. */
  private void projectAlone(LogRecord record) {
    try {
      project(List.of(record));
    } catch (DataIntegrityViolationException e) {
      project(List.of(reader.refused(record, e)));
    }
  }

  private void project(List<LogRecord> records) {
    List<Advance> advances = positions.advances(records);
    projector.apply(records, advances);
    positions.moved(advances);
  }
}
