package dev.livecode.execution.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** Lists of runs out of the view, newest first. */
@Repository
class StoredRuns {

  private final JdbcOperations jdbc;

  StoredRuns(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** The runs of a session behind the cursor; none of a session that has none, or is none. */
  RunPage ofSession(UUID session, @Nullable RunCursor behind, int limit) {
    return new Question().where("session_id = ?", session).ask(behind, limit);
  }

  /** The runs that fit the filter, behind the cursor. */
  RunPage matching(RunFilter filter, @Nullable RunCursor behind, int limit) {
    return new Question()
        .where("created_at >= ?", stored(filter.from()))
        .where("created_at < ?", stored(filter.to()))
        .where("language = ?", filter.language())
        .where("status = ?", name(filter.status()))
        .where("outcome = ?", name(filter.reason()))
        .where("runner = ?", filter.runner())
        .ask(behind, limit);
  }

  /** Only what is asked stands in the statement, so that the server plans for it. */
  private final class Question {

    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final List<Object> values = new ArrayList<>();

    Question where(String condition, @Nullable Object... known) {
      for (Object value : known) {
        if (value == null) {
          return this;
        }
      }
      conditions.add(condition);
      values.addAll(List.of(known));
      return this;
    }

    RunPage ask(@Nullable RunCursor behind, int limit) {
      if (behind != null) {
        where("(created_at, id) < (?, ?)", stored(behind.createdAt()), behind.execution());
      }
      values.add(limit + 1);
      return RunPage.of(
          jdbc.query(
              "SELECT * FROM execution WHERE "
                  + String.join(" AND ", conditions)
                  + " ORDER BY created_at DESC, id DESC LIMIT ?",
              new ViewRow(),
              values.toArray()),
          limit);
    }
  }

  private static @Nullable Object stored(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }
}
