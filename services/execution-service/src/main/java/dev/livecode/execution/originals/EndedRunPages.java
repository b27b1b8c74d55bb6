package dev.livecode.execution.originals;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.internal.EndedRuns;
import dev.livecode.contracts.internal.EndedRuns.EndedRun;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The view's ended runs, page by page. Goes by id: all pages together read the view once. */
@Repository
class EndedRunPages {

  static final int PAGE = 1000;

  /** What a program has not ended is nothing to compare with. */
  private static final Set<Outcome> NO_RESULT =
      EnumSet.of(Outcome.CANCELLED, Outcome.EXPIRED, Outcome.SYSTEM_ERROR);

  private static final UUID NONE = new UUID(0, 0);

  private final JdbcClient jdbc;

  EndedRunPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  EndedRuns find(String language, Instant from, Instant to, @Nullable UUID behind) {
    List<EndedRun> runs =
        jdbc.sql(
                """
                SELECT id, session_id, execution_time_ms FROM execution
                WHERE id > :behind AND language = :language
                  AND created_at >= :from AND created_at < :to
                  AND outcome IS NOT NULL AND outcome NOT IN (:no_result)
                ORDER BY id LIMIT :page
                """)
            .param("behind", behind == null ? NONE : behind)
            .param("language", language)
            .param("from", Timestamp.from(from))
            .param("to", Timestamp.from(to))
            .param("no_result", NO_RESULT.stream().map(Outcome::name).toList())
            .param("page", PAGE)
            .query(
                (row, _) ->
                    new EndedRun(
                        row.getObject("id", UUID.class),
                        row.getObject("session_id", UUID.class),
                        row.getLong("execution_time_ms")))
            .list();
    return new EndedRuns(runs, runs.size() < PAGE ? null : runs.getLast().executionId());
  }
}
