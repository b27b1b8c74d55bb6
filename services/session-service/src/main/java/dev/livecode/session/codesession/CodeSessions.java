package dev.livecode.session.codesession;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** All sessions. Which run a session is busy with is decided here, by one statement each. */
public interface CodeSessions extends Repository<CodeSession, UUID> {

  /** The session with this id. */
  Optional<CodeSession> findById(UUID id);

  /**
   * Makes an open session busy with a run unless it is busy already; of any number of callers at
   * once, one succeeds. Answers the session as it stands then, or nothing.
   */
  @Query(
      """
      UPDATE code_session SET active_execution = :execution
      WHERE id = :id AND active_execution IS NULL AND status = 'ACTIVE'
      RETURNING *
      """)
  Optional<CodeSession> occupy(@Param("id") UUID id, @Param("execution") UUID execution);

  /** Releases the sessions that are busy with one of these runs; others are left alone. */
  @Modifying
  @Query("UPDATE code_session SET active_execution = NULL WHERE active_execution IN (:executions)")
  int release(@Param("executions") Collection<UUID> executions);

  /** Opens a session. */
  @Modifying
  @Query(
      """
      INSERT INTO code_session (id, language, source_code, status, created_at, updated_at)
      VALUES (:id, :language, :source, 'ACTIVE', :now, :now)
      """)
  void open(
      @Param("id") UUID id,
      @Param("language") String language,
      @Param("source") byte[] source,
      @Param("now") Instant now);

  /** Saves what is not null into an open session; answers 0 when it is not open. */
  @Modifying
  @Query(
      """
      UPDATE code_session
      SET language = COALESCE(CAST(:language AS text), language),
          source_code = COALESCE(CAST(:source AS bytea), source_code),
          updated_at = :now
      WHERE id = :id AND status = 'ACTIVE'
      """)
  int save(
      @Param("id") UUID id,
      @Param("language") @Nullable String language,
      @Param("source") byte @Nullable [] source,
      @Param("now") Instant now);

  /** Closes a session; answers 0 when it is not open. */
  @Modifying
  @Query(
      """
      UPDATE code_session SET status = 'INACTIVE', updated_at = :now
      WHERE id = :id AND status = 'ACTIVE'
      """)
  int close(@Param("id") UUID id, @Param("now") Instant now);
}
