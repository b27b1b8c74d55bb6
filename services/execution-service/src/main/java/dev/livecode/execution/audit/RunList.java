package dev.livecode.execution.audit;

import dev.livecode.execution.view.ExecutionView;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list of runs, newest first, to be written.
 *
 * @param sessionId whose runs they are, null for all
 * @param nextCursor where it goes on, null at its end
 */
record RunList<E>(
    @Nullable UUID sessionId, List<E> executions, @Nullable String nextCursor, boolean more) {

  static <E> RunList<E> of(@Nullable UUID session, RunPage page, Function<ExecutionView, E> form) {
    return new RunList<>(
        session, page.runs().stream().map(form).toList(), page.nextCursor(), page.hasMore());
  }
}
