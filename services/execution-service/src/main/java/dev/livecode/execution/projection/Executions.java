package dev.livecode.execution.projection;

import dev.livecode.contracts.OutputStreamName;
import dev.livecode.execution.view.ExecutionView;
import java.util.EnumMap;
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
}
