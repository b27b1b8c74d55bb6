package dev.livecode.execution.audit;

import dev.livecode.execution.view.ExecutionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a list of runs, newest first. */
record RunPage(List<ExecutionView> runs, boolean hasMore) {

  static final int USUAL_RUNS = 20;
  static final int MOST_RUNS = 200;

  /** Of what was read, which may be one more than was asked for. */
  static RunPage of(List<ExecutionView> read, int limit) {
    boolean hasMore = read.size() > limit;
    return new RunPage(hasMore ? read.subList(0, limit) : read, hasMore);
  }

  /** Where the list goes on, null at its end. */
  @Nullable String nextCursor() {
    return hasMore ? RunCursor.of(runs.getLast()).toString() : null;
  }
}
