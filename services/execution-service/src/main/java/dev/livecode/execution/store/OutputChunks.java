package dev.livecode.execution.store;

import dev.livecode.contracts.RunOutput;
import dev.livecode.execution.store.Rows.Column;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** What programs wrote, piece by piece. A piece that is there already stays as it is. */
class OutputChunks {

  private static final Rows<RunOutput> ROWS =
      new Rows<>(
          "output_chunk",
          List.of(
              new Column<>("execution_id", "uuid", RunOutput::executionId),
              new Column<>("attempt_id", "uuid", RunOutput::attemptId),
              new Column<>("stream", "text", it -> it.stream().name()),
              new Column<>("byte_offset", "bigint", RunOutput::offset),
              new Column<>("data", "bytea", RunOutput::data)));

  private final JdbcOperations jdbc;

  OutputChunks(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<RunOutput> chunks) {
    ROWS.insertNew(jdbc, chunks);
  }
}
