package dev.livecode.session.web;

import static dev.livecode.errors.RefusedException.because;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a body in the words of the contract. */
final class BodyProblems {

  static RefusedException noObject() {
    return because(Problem.VALIDATION_ERROR, "Body must be a JSON object");
  }

  static RefusedException refusal(JacksonException e) {
    return switch (e) {
      case MismatchedInputException mismatch -> wrongType(e, mismatch.getTargetType());
      case InputCoercionException coercion -> wrongType(e, coercion.getTargetType());
      default -> because(Problem.VALIDATION_ERROR, "Body is not legal JSON");
    };
  }

  private static RefusedException wrongType(JacksonException e, @Nullable Class<?> target) {
    if (e.getPath().isEmpty()) {
      return noObject();
    }
    return because(Problem.VALIDATION_ERROR, field(e) + " must be " + kind(target));
  }

  private static String field(JacksonException e) {
    return e.getPath().stream()
        .map(
            it ->
                it.getPropertyName() == null
                    ? "[" + it.getIndex() + "]"
                    : "." + it.getPropertyName())
        .collect(Collectors.joining())
        .substring(1);
  }

  private static String kind(@Nullable Class<?> target) {
    if (target == String.class) {
      return "a string";
    }
    if (target == Long.class || target == long.class) {
      return "an integer";
    }
    return target != null && Collection.class.isAssignableFrom(target) ? "an array" : "an object";
  }

  private BodyProblems() {}
}
