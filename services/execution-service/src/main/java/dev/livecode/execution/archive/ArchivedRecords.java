package dev.livecode.execution.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.springframework.jdbc.core.RowMapper;

/** Rows of the table {@code event_archive} as the records that they were. */
public final class ArchivedRecords {

  /** What the mapper reads. */
  public static final String COLUMNS =
      "topic, partition, offset_, timestamp_ms, record_key, headers, data";

  /** Makes records of rows with these columns. */
  public static final RowMapper<ConsumerRecord<byte[], byte[]>> MAPPER = (row, _) -> record(row);

  /** The record in a row with these columns. */
  public static ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
    return new ConsumerRecord<>(
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("offset_"),
        row.getLong("timestamp_ms"),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        row.getBytes("record_key"),
        row.getBytes("data"),
        RecordedHeaders.parse(row.getBytes("headers")),
        Optional.empty());
  }

  private ArchivedRecords() {}
}
