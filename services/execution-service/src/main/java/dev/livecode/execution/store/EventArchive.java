package dev.livecode.execution.store;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.execution.archive.RecordedHeaders;
import dev.livecode.execution.store.Rows.Column;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Every record of the log, by its place in it and by its execution. */
class EventArchive {

  private static final Rows<Batch.Linked> ROWS =
      new Rows<>(
          "event_archive",
          List.of(
              new Column<>("topic", "text", it -> it.record().raw().topic()),
              new Column<>("partition", "integer", it -> it.record().raw().partition()),
              new Column<>("offset_", "bigint", it -> it.record().raw().offset()),
              new Column<>("timestamp_ms", "bigint", it -> it.record().raw().timestamp()),
              new Column<>("execution_id", "uuid", it -> event(it, e -> e.event().executionId())),
              new Column<>("event_id", "uuid", it -> event(it, EventEnvelope::id)),
              new Column<>("type", "text", it -> it.record().type()),
              new Column<>("time", "timestamptz", it -> event(it, EventEnvelope::time)),
              new Column<>("record_key", "bytea", it -> it.record().raw().key()),
              new Column<>(
                  "headers", "bytea", it -> RecordedHeaders.of(it.record().raw().headers())),
              new Column<>("data", "bytea", it -> it.record().raw().value()),
              new Column<>("hash", "bytea", it -> bytes(it.hash()))));

  private static final Rows<LogRecord> DEAD_LETTERS =
      new Rows<>(
          "dead_letter",
          List.of(
              new Column<>("topic", "text", it -> it.raw().topic()),
              new Column<>("partition", "integer", it -> it.raw().partition()),
              new Column<>("offset_", "bigint", it -> it.raw().offset()),
              new Column<>("reason", "text", LogRecord::refusal)));

  private final JdbcOperations jdbc;

  EventArchive(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Archives the records, and notes those that are no events as dead letters. */
  void insert(List<Batch.Linked> records) {
    ROWS.insertNew(jdbc, records);
    DEAD_LETTERS.insertNew(
        jdbc,
        records.stream().map(Batch.Linked::record).filter(it -> it.envelope() == null).toList());
  }

  private static @Nullable Object event(
      Batch.Linked linked, Function<EventEnvelope, Object> value) {
    EventEnvelope envelope = linked.record().envelope();
    return envelope == null ? null : value.apply(envelope);
  }

  private static byte @Nullable [] bytes(@Nullable String hash) {
    return hash == null ? null : HexFormat.of().parseHex(hash);
  }
}
