package dev.livecode.session.codesession;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A session as the database holds it.
 *
 * @param sourceCode UTF-8; not copied, not to be changed
 * @param owner the key that the session belongs to, null until keys exist
 * @param activeExecution the run that the session is busy with, null when there is none
 */
@Table("code_session")
@SuppressWarnings("ArrayRecordComponent") // A row in transit: never compared, never a key.
public record CodeSession(
    @Id UUID id,
    String language,
    byte[] sourceCode,
    SessionStatus status,
    @Nullable String owner,
    @Nullable UUID activeExecution,
    Instant createdAt,
    Instant updatedAt) {

  /** The source as text. */
  public String source() {
    return new String(sourceCode, UTF_8);
  }

  /** Whether it can be saved and run. */
  public boolean isActive() {
    return status == SessionStatus.ACTIVE;
  }
}
