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

/** All sessions. Which run a session is busy with stands here, and nowhere else. */
public interface CodeSessions extends Repository<CodeSession, UUID> {

  /** The session with this id. */
  Optional<CodeSession> findById(UUID id);

  /**
   * Holds an open session of this language that is not busy until the transaction ends; answers
   * nothing when it is closed, busy, or another language's by now. Whoever asks meanwhile waits,
   * and then meets what has become of it.
   */
  @Query(
      """
      SELECT * FROM code_session
      WHERE id = :id AND language = :language AND active_execution IS NULL AND status = 'ACTIVE'
      FOR UPDATE
      """)
  Optional<CodeSession> holdFree(@Param("id") UUID id, @Param("language") String language);

  /** Makes a session that the caller holds busy with a run. */
  @Modifying
  @Query("UPDATE code_session SET active_execution = :execution WHERE id = :id")
  void occupy(@Param("id") UUID id, @Param("execution") UUID execution);

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
          updated_at = GREATEST(updated_at, :now)
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
      UPDATE code_session SET status = 'INACTIVE', updated_at = GREATEST(updated_at, :now)
      WHERE id = :id AND status = 'ACTIVE'
      """)
  int close(@Param("id") UUID id, @Param("now") Instant now);
}
