package dev.livecode.execution.stream;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.OutputStreamName;
import dev.livecode.contracts.RunOutput;
import dev.livecode.execution.live.CutOffException;
import dev.livecode.execution.live.Heard;
import dev.livecode.execution.live.Turns;
import dev.livecode.execution.live.Watch;
import dev.livecode.execution.store.Executions;
import dev.livecode.execution.store.Executions.Piece;
import dev.livecode.execution.view.ExecutionView;
import dev.livecode.execution.view.Fold;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Follows a run for one client: what the view has, then what the hub hears, then once more what the
 * view has, which decides. For one thread.
 */
final class Following {

  private static final Logger log = LoggerFactory.getLogger(Following.class);

  private final Watch watch;
  private final Executions executions;
  private final Turns turns;
  private final EventWriter out;
  private final Teller teller;
  private ExecutionView view;
  private boolean doubtful;

  Following(
      Watch watch,
      Executions executions,
      Turns turns,
      EventWriter out,
      Teller teller,
      ExecutionView view) {
    this.watch = watch;
    this.executions = executions;
    this.turns = turns;
    this.out = out;
    this.teller = teller;
    this.view = view;
  }

  /**
   * Returns when the client was told the end.
   *
   * @throws CutOffException when it has to come again
   * @throws IOException when it is gone
   */
  void follow() throws IOException {
    tellStored(false);
    while (view.ending() == null) {
      out.flush();
      List<Heard> heard = watch.next(out.untilHeartbeat());
      out.keepAlive();
      for (Heard event : heard) {
        hear(event);
      }
      if (heard.isEmpty() && doubtful) {
        lookForEnd();
      }
    }
    teller.show(view.attemptId());
    tellStored(true);
    teller.end(view);
    out.flush();
  }

  private void hear(Heard heard) throws IOException {
    if (view.ending() != null) {
      return;
    }
    if (heard.event() instanceof RunOutput output) {
      if (output.attemptId().equals(view.attemptId())) {
        teller.output(output.stream(), output.offset(), output.data());
      }
      return;
    }
    ExecutionView next = requireNonNull(Fold.apply(view, heard.event()));
    if (next.ending() != null) {
      awaitStored(heard);
      lookForEnd();
    } else if (!next.equals(view)) {
      view = next;
      teller.status(view);
    }
  }

  private void awaitStored(Heard heard) throws IOException {
    out.flush();
    while (!watch.viewHas(heard, out.untilHeartbeat())) {
      out.keepAlive();
    }
  }

  /**
   * What is told of an end is what everybody sees of it. Where the view is being made anew, that
   * may be still to come.
   */
  private void lookForEnd() throws IOException {
    ExecutionView stored = stored();
    doubtful = stored.ending() == null;
    view = doubtful ? view : stored;
  }

  private ExecutionView stored() throws IOException {
    Optional<ExecutionView> stored = read(() -> executions.find(view.executionId()));
    while (stored.isEmpty()) {
      rest();
      stored = read(() -> executions.find(view.executionId()));
    }
    return stored.get();
  }

  private void tellStored(boolean whole) throws IOException {
    UUID attempt = view.attemptId();
    while (attempt != null && tellStored(attempt, whole)) {
      out.flush();
    }
  }

  /** Whether more may be stored. */
  private boolean tellStored(UUID attempt, boolean whole) throws IOException {
    UUID id = view.executionId();
    long stdout = teller.received(OutputStreamName.STDOUT);
    long stderr = teller.received(OutputStreamName.STDERR);
    List<Piece> pieces = read(() -> executions.pieces(id, attempt, stdout, stderr, whole));
    for (Piece piece : pieces) {
      teller.output(piece.stream(), piece.start(), piece.data());
    }
    return pieces.stream().anyMatch(Piece::isFull);
  }

  /** A client that watches is not bothered with a database that is away for a while. */
  private <T> T read(Supplier<T> read) throws IOException {
    while (true) {
      try {
        return turns.read(read);
      } catch (DataAccessException | TransactionException e) {
        log.debug("{} can't be read, trying again", view.executionId(), e);
        rest();
      }
    }
  }

  private void rest() throws IOException {
    out.keepAlive();
    watch.pause();
  }
}
