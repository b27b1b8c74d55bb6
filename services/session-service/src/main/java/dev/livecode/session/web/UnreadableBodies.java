package dev.livecode.session.web;

import static dev.livecode.errors.RefusedException.because;

import dev.livecode.errors.ErrorAnswer;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a body in the words of the contract. */
@RestControllerAdvice
@Order(0) // Before what answers anything else.
class UnreadableBodies {

  @ExceptionHandler
  ResponseEntity<ErrorAnswer.Body> unreadable(HttpMessageNotReadableException failure) {
    return refusal(failure.getCause()).answer().toResponse();
  }

  /** What calls itself no media type at all. */
  @ExceptionHandler
  ResponseEntity<ErrorAnswer.Body> noMediaType(HttpMediaTypeNotSupportedException failure) {
    return BodyForm.noJson().answer().toResponse();
  }

  static RefusedException noObject() {
    return because(Problem.VALIDATION_ERROR, "Body must be a JSON object");
  }

  private static RefusedException refusal(@Nullable Throwable cause) {
    return switch (cause) {
      case MismatchedInputException mismatch -> wrongType(mismatch, mismatch.getTargetType());
      case InputCoercionException coercion -> wrongType(coercion, coercion.getTargetType());
      case JacksonException _ -> because(Problem.VALIDATION_ERROR, "Body is not legal JSON");
      case null, default -> because(Problem.VALIDATION_ERROR, "Body could not be read to its end");
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
    if (target == boolean.class) {
      return "true or false";
    }
    if (target == Long.class || target == long.class) {
      return "an integer";
    }
    if (target == Double.class) {
      return "a number";
    }
    return target != null && Collection.class.isAssignableFrom(target) ? "an array" : "an object";
  }
}
