package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * A piece of what the program wrote: bytes, not text.
 *
 * @param offset position of the first byte in the attempt's stream
 * @param data 1 to {@link ContentLimits#OUTPUT_CHUNK_BYTES} bytes, base64 on the wire; not copied,
 *     not to be changed
 */
@EventType("dev.livecode.run.output.v1")
public record RunOutput(
    UUID executionId, UUID attemptId, OutputStreamName stream, long offset, byte[] data)
    implements RunEvent {

  public RunOutput {
    requireNonNull(executionId, "execution_id");
    requireNonNull(attemptId, "attempt_id");
    requireNonNull(stream, "stream");
    requireNonNull(data, "data");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunOutput that
        && executionId.equals(that.executionId)
        && attemptId.equals(that.attemptId)
        && stream == that.stream
        && offset == that.offset
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(executionId, attemptId, stream, offset, Arrays.hashCode(data));
  }
}
