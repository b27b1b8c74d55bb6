package dev.livecode.execution.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All replays that were ever asked for. Which one is under way stands here, and nowhere else. */
@Repository
class Replays {

  private final JdbcClient jdbc;

  Replays(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds one to be run; false when another is under way. */
  boolean add(UUID id, ReplayRequest request) {
    return jdbc.sql(
                """
                INSERT INTO replay (id, state, verify, rate_limit, requested_at)
                VALUES (?, 'RUNNING', ?, ?, now()) ON CONFLICT DO NOTHING
                """)
            .param(id)
            .param(request.isVerification())
            .param(request.rateLimit())
            .update()
        > 0;
  }

  Optional<Replay> find(UUID id) {
    return jdbc.sql("SELECT * FROM replay WHERE id = ?").param(id).query(Replays::row).optional();
  }

  /** The newest first. */
  List<Replay> latest(int limit) {
    return jdbc.sql("SELECT * FROM replay ORDER BY requested_at DESC, id DESC LIMIT ?")
        .param(limit)
        .query(Replays::row)
        .list();
  }

  List<Difference> differences(UUID id, long after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM replay_difference WHERE replay_id = ? AND number > ?
            ORDER BY number LIMIT ?
            """)
        .params(id, after, limit)
        .query(
            (row, _) ->
                new Difference(
                    row.getLong("number"),
                    row.getString("table_name"),
                    row.getString("row_key"),
                    Difference.Kind.valueOf(row.getString("kind")),
                    row.getString("columns")))
        .list();
  }

  boolean isOneRunning() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM replay WHERE state = 'RUNNING')")
        .query(Boolean.class)
        .single();
  }

  /** Takes the one that is under way, unless somebody else has it. */
  Optional<Replay> claim(UUID holder, Duration lease) {
    return jdbc.sql(
            """
            UPDATE replay SET holder = ?, held_until = now() + ? * interval '1 millisecond'
            WHERE state = 'RUNNING' AND (holder IS NULL OR holder = ? OR held_until < now())
            RETURNING *
            """)
        .params(holder, lease.toMillis(), holder)
        .query(Replays::row)
        .optional();
  }

  /** Keeps it, and says how far it is; false when it is not the holder's any more. */
  boolean report(UUID id, UUID holder, Duration lease, Pace pace, @Nullable String reason) {
    return jdbc.sql(
                """
                UPDATE replay SET held_until = now() + ? * interval '1 millisecond',
                  records_read = ?, records_in_log = ?, records_a_second = ?, reason = ?
                WHERE id = ? AND holder = ? AND state = 'RUNNING'
                """)
            .params(lease.toMillis(), pace.read(), pace.inLog(), pace.aSecond())
            .param(reason)
            .params(id, holder)
            .update()
        > 0;
  }

  /** Ends it, once: false when it has ended. */
  boolean end(UUID id, ReplayState state, @Nullable String reason, @Nullable Pace pace) {
    return jdbc.sql(
                """
                UPDATE replay SET state = ?, reason = ?, ended_at = now(),
                  records_read = coalesce(?, records_read),
                  records_in_log = coalesce(?, records_in_log),
                  differences = CASE WHEN ? = 'VERIFIED' THEN
                    (SELECT count(*) FROM replay_difference WHERE replay_id = id) END
                WHERE id = ? AND state = 'RUNNING'
                """)
            .param(state.name())
            .param(reason)
            .param(pace == null ? null : pace.read())
            .param(pace == null ? null : pace.inLog())
            .params(state.name(), id)
            .update()
        > 0;
  }

  private static Replay row(ResultSet row, int number) throws SQLException {
    long read = row.getLong("records_read");
    Long inLog = row.getObject("records_in_log", Long.class);
    Double aSecond = row.getObject("records_a_second", Double.class);
    var state = ReplayState.valueOf(row.getString("state"));
    return new Replay(
        row.getObject("id", UUID.class),
        state,
        row.getBoolean("verify"),
        row.getObject("rate_limit", Integer.class),
        row.getTimestamp("requested_at").toInstant(),
        instant(row.getTimestamp("ended_at")),
        row.getString("reason"),
        read,
        inLog,
        aSecond,
        state == ReplayState.RUNNING ? secondsLeft(read, inLog, aSecond) : null,
        row.getObject("differences", Long.class));
  }

  private static @Nullable Long secondsLeft(
      long read, @Nullable Long inLog, @Nullable Double aSecond) {
    return inLog == null || aSecond == null || aSecond < 1
        ? null
        : (long) Math.ceil(Math.max(0, inLog - read) / aSecond);
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
