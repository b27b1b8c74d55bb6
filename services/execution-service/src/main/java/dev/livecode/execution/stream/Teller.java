package dev.livecode.execution.stream;

import dev.livecode.contracts.OutputStreamName;
import dev.livecode.execution.query.ExecutionAnswer;
import dev.livecode.execution.stream.OutputText.Text;
import dev.livecode.execution.view.ExecutionView;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one client was told of a run; tells it what it does not know yet. For one thread. */
final class Teller {

  /** Of one event: a client that does not read holds one in memory, as JSON six times as long. */
  private static final int MOST_BYTES = 8 * 1024;

  private final EventWriter out;
  private Position told;
  private OutputText stdout;
  private OutputText stderr;

  /** To a client that was told so much. */
  Teller(EventWriter out, Position told) {
    this.out = out;
    this.told = told;
    this.stdout = new OutputText(told.stdout());
    this.stderr = new OutputText(told.stderr());
  }

  /** Where the run stands; then, where another attempt is shown than was, the output is reset. */
  void status(ExecutionView view) throws IOException {
    UUID attempt = view.attemptId();
    if (told.isWithoutOutput()) {
      told = Position.of(told.execution(), attempt, 0, 0);
    }
    out.event("status", told, ExecutionAnswer.withoutOutput(view));
    show(attempt);
  }

  /** From here on the output of this attempt is told, and that of no other. */
  void show(@Nullable UUID attempt) throws IOException {
    if (told.ended() || !Objects.equals(attempt, told.attempt())) {
      boolean forget = !told.isWithoutOutput();
      told = Position.of(told.execution(), attempt, 0, 0);
      if (forget) {
        reset();
      }
    }
  }

  /** Takes back what was told of the output. */
  void reset() throws IOException {
    told = Position.of(told.execution(), told.attempt(), 0, 0);
    stdout = new OutputText(0);
    stderr = new OutputText(0);
    out.event("reset", told, Map.of());
  }

  /** A piece of the output of the attempt that is shown; what was told of it is not told again. */
  void output(OutputStreamName stream, long start, byte[] data) throws IOException {
    for (int from = 0; from < data.length; from += MOST_BYTES) {
      byte[] part = Arrays.copyOfRange(data, from, Math.min(data.length, from + MOST_BYTES));
      tell(stream, text(stream).accept(start + from, part));
    }
  }

  /** How much of a stream need not be read again. */
  long received(OutputStreamName stream) {
    return text(stream).received();
  }

  /** The end of a run whose output was told. */
  void end(ExecutionView view) throws IOException {
    for (OutputStreamName stream : OutputStreamName.values()) {
      tell(stream, text(stream).end());
    }
    out.event("end", Position.ofEnd(told.execution()), ExecutionAnswer.withoutOutput(view));
  }

  private void tell(OutputStreamName stream, Text text) throws IOException {
    if (!text.text().isEmpty()) {
      told = Position.of(told.execution(), told.attempt(), stdout.told(), stderr.told());
      out.event(stream.name().toLowerCase(Locale.ROOT), told, text);
    }
  }

  private OutputText text(OutputStreamName stream) {
    return stream == OutputStreamName.STDOUT ? stdout : stderr;
  }
}
