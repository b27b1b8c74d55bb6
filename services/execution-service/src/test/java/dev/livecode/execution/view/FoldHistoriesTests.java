package dev.livecode.execution.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.StdinTaken;
import dev.livecode.execution.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a run, and however often its log is read again: it ends once, as the rule
 * says. What is generated is what may be in the log: attempts that begin, write, are given up or
 * end, cancels and typed input at any moment, and all of it told again from some earlier offset.
 */
class FoldHistoriesTests {

  private static final int HISTORIES = Boolean.getBoolean("livecode.test.full") ? 10_000 : 1_000;
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void everyHistoryEndsOnceAndAsTheRuleSays() {
    System.out.printf("%d histories of seed %d%n", HISTORIES, seed);
    for (int history = 0; history < HISTORIES; history++) {
      SampleRun run = SampleRun.create();
      List<RunEvent> events = events(run);
      List<RunEvent> told = mixed(run.requested(), toldAgain(events));

      ExecutionView view = fold(told);

      String what = "seed %d, history %d: %s".formatted(seed, history, told);
      assertThat(outcome(view)).as(what).isEqualTo(ruled(events));
      assertThat(view).as(what).isEqualTo(fold(mixed(run.requested(), events)));
      assertEndsOnce(told, what);
    }
  }

  /** The rule, in the words of the contract, without a fold. */
  private static @Nullable Outcome ruled(List<RunEvent> events) {
    boolean started = false;
    for (RunEvent event : events) {
      if (event instanceof RunFinished end) {
        return end.outcome();
      }
      if (event instanceof CancelRequested && !started) {
        return Outcome.CANCELLED;
      }
      started = started || event instanceof RunStarted;
    }
    return null;
  }

  private static void assertEndsOnce(List<RunEvent> told, String what) {
    ExecutionView view = null;
    for (RunEvent event : told) {
      ExecutionView next = Fold.apply(view, event);
      if (view != null && view.ending() != null) {
        assertThat(next).as(what).isEqualTo(view);
      }
      view = next;
    }
  }

  private List<RunEvent> events(SampleRun run) {
    List<RunEvent> events = new ArrayList<>();
    int attempts = random.nextInt(4);
    for (int attempt = 0; attempt < attempts; attempt++) {
      attempt(run, events, attempt);
    }
    for (int asked = random.nextInt(4); asked > 0; asked--) {
      events.add(random.nextInt(events.size() + 1), asked(run, asked));
    }
    return events;
  }

  private void attempt(SampleRun run, List<RunEvent> events, int number) {
    UUID id = UUID.randomUUID();
    boolean isCancelledBefore = random.nextInt(5) == 0; // Its end is told, and it never started.
    if (!isCancelledBefore) {
      events.add(run.started(id, "runner-" + number, 100 * (number + 1)));
      for (int chunk = random.nextInt(3); chunk > 0; chunk--) {
        events.add(run.stdout(id, chunk, "a"));
      }
    }
    if (random.nextInt(3) > 0) {
      events.add(run.finished(id, OUTCOMES[random.nextInt(OUTCOMES.length)], 1));
    }
  }

  private RunEvent asked(SampleRun run, int number) {
    return switch (random.nextInt(3)) {
      case 0 -> run.cancelRequested();
      case 1 -> new StdinGiven(run.id(), number, "typed", false, run.acceptedAt());
      default -> new StdinTaken(run.id(), UUID.randomUUID(), number);
    };
  }

  /**
   * As a partition is read by one who begins anew, now and then, at an offset that he has passed.
   */
  private List<RunEvent> toldAgain(List<RunEvent> events) {
    List<RunEvent> told = new ArrayList<>();
    for (int next = 0; next < events.size(); next++) {
      told.add(events.get(next));
      if (random.nextInt(6) == 0) {
        next = random.nextInt(next + 1) - 1;
      }
    }
    return told;
  }

  /** The request is in another topic: it may come at any time. */
  private List<RunEvent> mixed(RunEvent request, List<RunEvent> events) {
    List<RunEvent> all = new ArrayList<>(events);
    all.add(random.nextInt(all.size() + 1), request);
    return all;
  }

  private static ExecutionView fold(List<RunEvent> events) {
    ExecutionView view = null;
    for (RunEvent event : events) {
      view = Fold.apply(view, event);
    }
    assertThat(view).isNotNull();
    return view;
  }

  private static @Nullable Outcome outcome(ExecutionView view) {
    return view.ending() == null ? null : view.ending().outcome();
  }
}
