package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Somebody typed something for an interactive run. Its inputs, in the order of their numbers, are
 * the standard input of every attempt.
 *
 * @param sequence the client's own number of this input, which it may send twice
 * @param text at most {@link ContentLimits#INPUT_BYTES} of UTF-8, empty for none
 * @param end whether this is the end of the standard input
 * @param givenAt when that was, to the millisecond
 */
@EventType("dev.livecode.run.stdin-given.v1")
@JsonNaming(SnakeCaseStrategy.class)
public record StdinGiven(
    UUID executionId,
    long sequence,
    String text,
    boolean end,
    @JsonSerialize(using = WireTime.class) Instant givenAt)
    implements RunEvent {

  public StdinGiven {
    requireNonNull(executionId, "execution_id");
    requireNonNull(text, "text");
    requireNonNull(givenAt, "given_at");
  }

  @Override
  public Stream<Instant> times() {
    return Stream.of(givenAt);
  }
}
