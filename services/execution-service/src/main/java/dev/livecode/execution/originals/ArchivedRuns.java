package dev.livecode.execution.originals;

import static java.util.stream.Collectors.toMap;

import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.internal.ArchivedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The archive's requests, with what was typed. */
@Repository
class ArchivedRuns {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  ArchivedRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty when the archive has no request of this run. */
  Optional<ArchivedRun> find(UUID execution) {
    return events(RunRequested.class, execution).stream()
        .findFirst()
        .map(requested -> new ArchivedRun(requested, typed(execution)));
  }

  /** Kafka may have an event twice. */
  private List<StdinGiven> typed(UUID execution) {
    return List.copyOf(
        events(StdinGiven.class, execution).stream()
            .collect(toMap(StdinGiven::sequence, it -> it, (first, _) -> first, LinkedHashMap::new))
            .values());
  }

  /** Of one type all are in one partition. */
  private <T extends RunEvent> List<T> events(Class<T> type, UUID execution) {
    return jdbc.sql(
            """
            SELECT data FROM event_archive WHERE execution_id = ? AND type = ?
            ORDER BY topic, partition, offset_
            """)
        .params(execution, RunEventCodec.typeOf(type))
        .query((row, _) -> JSON.readValue(row.getBytes("data"), type))
        .list();
  }
}
