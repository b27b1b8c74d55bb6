package dev.livecode.session.codesession;

import static dev.livecode.errors.RefusedException.because;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.uuid.NoArgGenerator;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.antispam.ClientQuota;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Opens, saves, finds and closes sessions. */
@Service
class SessionDesk {

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

  UUID open(SavedProgram program, String client) {
    program.requireOpenable(catalog);
    quota.takeOpening(client);
    UUID id = ids.generate();
    String language = requireNonNull(program.language());
    byte[] source = program.source();
    sessions.open(id, language, source == null ? template(language) : source, now());
    return id;
  }

  private byte[] template(String language) {
    return catalog.find(language).orElseThrow().template().getBytes(UTF_8);
  }

  /** Writes only what differs: editors save far more often than people type. */
  void save(UUID id, SavedProgram program, String client) {
    program.requireSavable(catalog);
    CodeSession session = find(id);
    session.requireActive();
    quota.takeSave(id, client);
    if (differs(session, program)
        && sessions.save(id, program.language(), program.source(), now()) == 0) {
      throw because(Problem.SESSION_INACTIVE); // Closed since it was read.
    }
  }

  private static boolean differs(CodeSession session, SavedProgram program) {
    byte[] source = program.source();
    return (program.language() != null && !program.language().equals(session.language()))
        || (source != null && !Arrays.equals(source, session.sourceCode()));
  }

  CodeSession find(UUID id) {
    return sessions.findById(id).orElseThrow(SessionDesk::notFound);
  }

  /** Closing a closed session is no mistake. A run that is under way goes on. */
  void close(UUID id) {
    if (sessions.close(id, now()) == 0 && sessions.findById(id).isEmpty()) {
      throw notFound();
    }
  }

  private static RefusedException notFound() {
    return because(Problem.SESSION_NOT_FOUND);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
