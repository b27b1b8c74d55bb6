package dev.livecode.execution.store;

import dev.livecode.contracts.OutputStreamName;
import dev.livecode.execution.view.ExecutionView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** The view, to be read. What it says is what was committed; it may lag behind the log. */
@Repository
public class Executions {

  private static final String OUTPUT =
      """
      SELECT stream, string_agg(data, ''::bytea ORDER BY byte_offset) AS data
      FROM output_chunk WHERE execution_id = ? AND attempt_id = ? GROUP BY stream
      """;

  /** Whatever its length, an output is read in pieces that many readers at once have room for. */
  private static final int PIECE_BYTES = 64 * 1024;

  private static final String PIECES =
      """
      SELECT stream, min(start) AS start, string_agg(data, ''::bytea ORDER BY byte_offset) AS data
      FROM (
        SELECT stream, byte_offset, data,
          sum(length(data)) OVER (PARTITION BY stream ORDER BY byte_offset) - length(data) AS start,
          CASE stream WHEN 'STDOUT' THEN ? ELSE ? END AS wanted
        FROM output_chunk WHERE execution_id = ? AND attempt_id = ?) AS chunk
      WHERE start + length(data) > wanted AND start < wanted + ? AND (? OR start = byte_offset)
      GROUP BY stream ORDER BY stream DESC
      """;

  private final ExecutionRows rows;
  private final JdbcOperations jdbc;

  Executions(ExecutionRows rows, JdbcOperations jdbc) {
    this.rows = rows;
    this.jdbc = jdbc;
  }

  /** What is known of a run; empty when no event of it has arrived yet. */
  public Optional<ExecutionView> find(UUID executionId) {
    return rows.findById(executionId).map(ExecutionRow::toView);
  }

  /** All that an attempt wrote so far; a stream without output is missing. */
  public Map<OutputStreamName, byte[]> output(UUID executionId, UUID attemptId) {
    var streams = new EnumMap<OutputStreamName, byte[]>(OutputStreamName.class);
    jdbc.query(
        OUTPUT,
        row -> {
          streams.put(OutputStreamName.valueOf(row.getString("stream")), row.getBytes("data"));
        },
        executionId,
        attemptId);
    return streams;
  }

  /**
   * A piece of what an attempt wrote to one stream.
   *
   * @param start its place in all that is stored of the stream
   */
  @SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
  public record Piece(OutputStreamName stream, long start, byte[] data) {

    /** Whether more may be stored than was read with this. */
    public boolean isFull() {
      return data.length >= PIECE_BYTES;
    }
  }

  /**
   * What an attempt wrote from a place in each stream on, or a piece of it.
   *
   * @param whole whether also what lies behind a gap, which the log may have
   */
  public List<Piece> pieces(
      UUID executionId, UUID attemptId, long stdout, long stderr, boolean whole) {
    return jdbc.query(
        PIECES,
        (row, _) ->
            new Piece(
                OutputStreamName.valueOf(row.getString("stream")),
                row.getLong("start"),
                row.getBytes("data")),
        stdout,
        stderr,
        executionId,
        attemptId,
        PIECE_BYTES,
        whole);
  }

  /** Whether at least so much of an attempt's output is stored. */
  public boolean hasOutput(UUID executionId, UUID attemptId, long stdout, long stderr) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            SELECT coalesce(sum(length(data)) FILTER (WHERE stream = 'STDOUT'), 0) >= ?
              AND coalesce(sum(length(data)) FILTER (WHERE stream = 'STDERR'), 0) >= ?
            FROM output_chunk WHERE execution_id = ? AND attempt_id = ?
            """,
            Boolean.class,
            stdout,
            stderr,
            executionId,
            attemptId));
  }
}
