package dev.livecode.execution.audit;

import dev.livecode.contracts.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

/** What the archive has of each run, in log order: its request, then its events. */
@Repository
class Histories {

  /**
   * The most that a page reads of the records' data, unless its first record is larger. Many may
   * ask at once, and what is written as JSON is held a second time.
   */
  static final int PAGE_BYTES = 1024 * 1024;

  // Records that are no events count too: should one be read later on, nothing behind it moves.
  private static final String PAGE =
      """
      WITH record AS (
        SELECT * FROM event_archive WHERE execution_id = :id AND topic IN (:topics)
        UNION ALL
        SELECT * FROM event_archive
        WHERE execution_id IS NULL AND octet_length(record_key) = 36 AND record_key = :key
          AND topic IN (:topics)
      ), numbered AS (
        SELECT *, topic <> :events AS is_request,
          row_number() OVER (PARTITION BY topic ORDER BY partition, offset_) AS number
        FROM record
      ), marked AS (
        SELECT *, min(number) OVER (PARTITION BY topic, event_id) AS first_number FROM numbered
      ), behind AS (
        SELECT *, count(*) OVER () AS rest,
          row_number() OVER (ORDER BY is_request DESC, number) AS nth,
          sum(octet_length(data)) OVER (ORDER BY is_request DESC, number) AS bytes
        FROM marked
        WHERE number > CASE WHEN is_request THEN :requests_told ELSE :events_told END
      )
      SELECT * FROM behind
      WHERE nth <= :limit AND (nth = 1 OR coalesce(bytes, 0) <= :page_bytes) ORDER BY nth
      """;

  private final NamedParameterJdbcOperations jdbc;

  Histories(NamedParameterJdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A piece of a run's history.
   *
   * @param end where it goes on
   * @param hasMore whether more is stored already
   */
  record Page(List<ArchivedRecord> records, EventCursor end, boolean hasMore) {

    Page {
      records = List.copyOf(records);
    }
  }

  /** At most so many records behind the cursor; fewer when they are large. */
  Page page(UUID execution, EventCursor behind, int limit) {
    var rest = new AtomicLong();
    List<ArchivedRecord> records =
        jdbc.query(
            PAGE,
            Map.of(
                "id",
                execution,
                "key",
                execution.toString().getBytes(StandardCharsets.UTF_8),
                "topics",
                List.of(Topics.RUN_REQUESTS, Topics.RUN_EVENTS),
                "events",
                Topics.RUN_EVENTS,
                "requests_told",
                behind.requests(),
                "events_told",
                behind.events(),
                "limit",
                limit,
                "page_bytes",
                PAGE_BYTES),
            (row, _) -> {
              rest.set(row.getLong("rest"));
              return record(row);
            });
    EventCursor end = behind;
    for (ArchivedRecord record : records) {
      end = end.behind(record.place());
    }
    return new Page(records, end, rest.get() > records.size());
  }

  private static ArchivedRecord record(ResultSet row) throws SQLException {
    var place = new Place(row.getBoolean("is_request"), row.getLong("number"));
    return new ArchivedRecord(
        place,
        original(row, place),
        row.getObject("execution_id") != null,
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("offset_"),
        row.getBytes("record_key"),
        row.getBytes("headers"),
        row.getBytes("data"));
  }

  private static @Nullable Place original(ResultSet row, Place place) throws SQLException {
    long first = row.getLong("first_number");
    return row.getObject("event_id") == null || first == place.number()
        ? null
        : new Place(place.isRequest(), first);
  }
}
