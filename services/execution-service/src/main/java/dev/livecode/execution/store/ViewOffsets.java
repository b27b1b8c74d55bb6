package dev.livecode.execution.store;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** How far the tables are, to be read by whoever does not write them. */
@Repository
public class ViewOffsets {

  private final JdbcOperations jdbc;

  /** Of the tables to which these connections lead. */
  public ViewOffsets(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The offset that comes next, by the name of the partition: topic, hyphen, number. */
  public Map<String, Long> all() {
    Map<String, Long> offsets = new HashMap<>();
    jdbc.query(
        "SELECT topic_partition, next_offset FROM projection_offset",
        row -> {
          offsets.put(row.getString(1), row.getLong(2));
        });
    return offsets;
  }
}
