package dev.livecode.execution.store;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes many rows of a table with one statement and in one round trip, however many there are:
 * each column travels as one array, of which {@code unnest} makes rows again.
 */
final class Rows<T> {

  /** A column, its PostgreSQL type, and its value in a row. */
  record Column<T>(String name, String type, Function<T, @Nullable Object> value) {}

  private final List<Column<T>> columns;
  private final String insert;
  private final String update;

  /**
   * Rows of this table.
   *
   * @param columns the first of which is the key for updates
   */
  Rows(String table, List<Column<T>> columns) {
    this.columns = columns;
    String names = columns.stream().map(Column::name).collect(joining(", "));
    String arrays = String.join(", ", Collections.nCopies(columns.size(), "?"));
    String key = columns.getFirst().name();
    insert = "INSERT INTO " + table + " (" + names + ") SELECT * FROM unnest(" + arrays + ")";
    update =
        "UPDATE "
            + table
            + " SET ("
            + names
            + ") = ROW("
            + columns.stream().map(it -> "v." + it.name()).collect(joining(", "))
            + ") FROM unnest("
            + arrays
            + ") AS v ("
            + names
            + ") WHERE "
            + table
            + "."
            + key
            + " = v."
            + key;
  }

  /** Inserts rows that are not there. */
  void insert(JdbcOperations jdbc, List<T> rows) {
    execute(jdbc, insert, rows);
  }

  /** Inserts the rows whose keys are not there. */
  void insertNew(JdbcOperations jdbc, List<T> rows) {
    execute(jdbc, insert + " ON CONFLICT DO NOTHING", rows);
  }

  /** Rewrites rows that are there. */
  void update(JdbcOperations jdbc, List<T> rows) {
    execute(jdbc, update, rows);
  }

  private void execute(JdbcOperations jdbc, String sql, List<T> rows) {
    if (!rows.isEmpty()) {
      jdbc.execute((ConnectionCallback<Integer>) connection -> execute(connection, sql, rows));
    }
  }

  private int execute(Connection connection, String sql, List<T> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        Column<T> column = columns.get(i);
        statement.setArray(i + 1, connection.createArrayOf(column.type(), values(column, rows)));
      }
      return statement.executeUpdate();
    }
  }

  private @Nullable Object[] values(Column<T> column, List<T> rows) {
    // The driver writes bytes as such only where the array's type says that they are.
    @Nullable Object[] values =
        column.type().equals("bytea")
            ? new byte @Nullable [rows.size()][]
            : new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.value().apply(rows.get(i));
    }
    return values;
  }
}
