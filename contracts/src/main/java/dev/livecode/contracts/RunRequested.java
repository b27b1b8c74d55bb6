package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A run was accepted. Carries everything that is needed to run it, or to run it again.
 *
 * @param owner the key that the session belongs to, null until keys exist
 * @param sourceCode the program as it was saved when the run was accepted
 * @param stdin what the program reads from its standard input, empty for none
 * @param limits the limits in force, already resolved against the language's own
 * @param interactive whether standard input stays open for what is typed; false in events that were
 *     written before such runs existed
 * @param acceptedAt when the run was accepted, to the millisecond
 * @param origin the execution that this one runs again; null where it is none, and in older events
 */
@JsonNaming(SnakeCaseStrategy.class)
@EventType("dev.livecode.run.requested.v1")
public record RunRequested(
    UUID executionId,
    UUID sessionId,
    @Nullable String owner,
    String language,
    String sourceCode,
    String stdin,
    List<String> arguments,
    RunLimits limits,
    @JsonSetter(nulls = Nulls.AS_EMPTY) boolean interactive,
    @JsonSerialize(using = WireTime.class) Instant acceptedAt,
    @Nullable UUID origin)
    implements RunEvent {

  @JsonCreator
  public RunRequested {
    requireNonNull(executionId, "execution_id");
    requireNonNull(sessionId, "session_id");
    requireNonNull(language, "language");
    requireNonNull(sourceCode, "source_code");
    requireNonNull(stdin, "stdin");
    requireNonNull(limits, "limits");
    requireNonNull(acceptedAt, "accepted_at");
    arguments = List.copyOf(arguments);
  }

  /** A run that is not another one again. */
  public RunRequested(
      UUID executionId,
      UUID sessionId,
      @Nullable String owner,
      String language,
      String sourceCode,
      String stdin,
      List<String> arguments,
      RunLimits limits,
      boolean interactive,
      Instant acceptedAt) {
    this(
        executionId,
        sessionId,
        owner,
        language,
        sourceCode,
        stdin,
        arguments,
        limits,
        interactive,
        acceptedAt,
        null);
  }

  @Override
  public Stream<Instant> times() {
    return Stream.of(acceptedAt);
  }
}
