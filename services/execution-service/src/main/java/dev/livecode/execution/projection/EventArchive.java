package dev.livecode.execution.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EventEnvelope;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** Every record of the log, by its place in it and by its execution. */
@Repository
class EventArchive {

  private static final String INSERT =
      """
      INSERT INTO event_archive (
        topic, partition, offset_, execution_id, event_id, type, time, record_key, headers, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final JdbcOperations jdbc;

  EventArchive(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<LogRecord> records) {
    jdbc.batchUpdate(INSERT, records, records.size(), EventArchive::fill);
  }

  private static void fill(PreparedStatement statement, LogRecord record) throws SQLException {
    statement.setString(1, record.topicPartition().topic());
    statement.setInt(2, record.topicPartition().partition());
    statement.setLong(3, record.offset());
    fillEvent(statement, Optional.ofNullable(record.envelope()));
    statement.setString(6, text(record.type()));
    statement.setBytes(8, record.key() == null ? null : record.key().getBytes(UTF_8));
    statement.setBytes(9, record.headers());
    statement.setBytes(10, record.data());
  }

  private static void fillEvent(PreparedStatement statement, Optional<EventEnvelope> envelope)
      throws SQLException {
    statement.setObject(4, envelope.map(e -> e.event().executionId()).orElse(null), Types.OTHER);
    statement.setObject(5, envelope.map(EventEnvelope::id).orElse(null), Types.OTHER);
    statement.setObject(
        7,
        envelope.map(e -> e.time().atOffset(ZoneOffset.UTC)).orElse(null),
        Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static @Nullable String text(@Nullable String type) {
    return type == null ? null : type.replace('\0', '\uFFFD');
  }
}
