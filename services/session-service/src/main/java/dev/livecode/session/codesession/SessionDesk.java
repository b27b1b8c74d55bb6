package dev.livecode.session.codesession;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.session.antispam.ClientQuota;
import dev.livecode.session.antispam.Exceeded;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Opens, saves, finds and closes sessions. */
@Service
public class SessionDesk {

  private final CodeSessions sessions;
  private final LanguageCatalog catalog;
  private final ClientQuota quota;
  private final NoArgGenerator ids;
  private final Clock clock;

  SessionDesk(
      CodeSessions sessions,
      LanguageCatalog catalog,
      ClientQuota quota,
      NoArgGenerator ids,
      Clock clock) {
    this.sessions = sessions;
    this.catalog = catalog;
    this.quota = quota;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Opens a session with this source, or with the language's template where there is none.
   *
   * @param language one of the catalog's
   * @param client its address
   */
  public Opening open(String language, Draft draft, String client) {
    Optional<Exceeded> limit = quota.takeOpening(client);
    if (limit.isPresent()) {
      return new Opening.TooOften(limit.get());
    }
    UUID id = ids.generate();
    byte[] source = draft.source();
    sessions.open(id, language, source == null ? template(language) : source, now());
    return new Opening.Opened(id);
  }

  private byte[] template(String language) {
    return catalog.find(language).orElseThrow().template().getBytes(UTF_8);
  }

  /** Writes only what differs: editors save far more often than people type. */
  public Saving save(UUID id, Draft draft, String client) {
    Optional<CodeSession> found = sessions.findById(id);
    if (found.isEmpty()) {
      return new Saving.NotFound();
    }
    if (!found.get().isActive()) {
      return new Saving.Inactive();
    }
    Optional<Exceeded> limit = quota.takeSave(id, client);
    if (limit.isPresent()) {
      return new Saving.TooOften(limit.get());
    }
    boolean isSaved =
        !differs(found.get(), draft)
            || sessions.save(id, draft.language(), draft.source(), now()) > 0;
    return isSaved ? new Saving.Saved() : new Saving.Inactive(); // Closed since it was read.
  }

  private static boolean differs(CodeSession session, Draft draft) {
    byte[] source = draft.source();
    return (draft.language() != null && !draft.language().equals(session.language()))
        || (source != null && !Arrays.equals(source, session.sourceCode()));
  }

  /** The session as it is. */
  public Optional<CodeSession> find(UUID id) {
    return sessions.findById(id);
  }

  /**
   * Closes a session; whether there is one. Closing a closed one is no mistake. A run that is under
   * way goes on.
   */
  public boolean close(UUID id) {
    return sessions.close(id, now()) > 0 || sessions.findById(id).isPresent();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
