package dev.livecode.execution.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.livecode.execution.query.ExecutionAnswer;
import dev.livecode.execution.view.ExecutionView;
import org.jspecify.annotations.Nullable;

/** A run as operators see it: with its runner, and without its output. */
record OperatedExecution(@JsonUnwrapped ExecutionAnswer execution, @Nullable String runner) {

  static OperatedExecution of(ExecutionView view) {
    return new OperatedExecution(
        ExecutionAnswer.withoutOutput(view),
        view.attempt() == null ? null : view.attempt().runner());
  }
}
