package dev.livecode.execution.projection;

import dev.livecode.contracts.RunOutput;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** What programs wrote, piece by piece. A piece that is there already stays as it is. */
@Repository
class OutputChunks {

  private final JdbcOperations jdbc;

  OutputChunks(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<RunOutput> chunks) {
    if (!chunks.isEmpty()) {
      jdbc.batchUpdate(
          """
          INSERT INTO output_chunk (execution_id, attempt_id, stream, byte_offset, data)
          VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
          chunks.stream().map(OutputChunks::row).toList());
    }
  }

  private static Object[] row(RunOutput chunk) {
    return new Object[] {
      chunk.executionId(), chunk.attemptId(), chunk.stream().name(), chunk.offset(), chunk.data()
    };
  }
}
