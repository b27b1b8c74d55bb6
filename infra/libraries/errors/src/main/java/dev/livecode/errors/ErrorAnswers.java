package dev.livecode.errors;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever a call ends with into the contract's error shape. */
@RestControllerAdvice
class ErrorAnswers {

  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

  @ExceptionHandler
  ResponseEntity<ErrorAnswer.Body> refused(RefusedException refused) {
    return refused.answer().toResponse();
  }

  /** In the path or the query. */
  @ExceptionHandler
  ResponseEntity<ErrorAnswer.Body> ofAnotherType(MethodArgumentTypeMismatchException mismatch) {
    return ErrorAnswer.of(
            Problem.VALIDATION_ERROR,
            mismatch.getName() + " must be " + kind(mismatch.getRequiredType()))
        .toResponse();
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == boolean.class) {
      return "true or false";
    }
    return type == int.class || type == long.class ? "an integer" : "a UUID";
  }

  /** Where no service says it better. */
  @ExceptionHandler
  ResponseEntity<ErrorAnswer.Body> unreadableBody(HttpMessageNotReadableException failure) {
    log.debug("A body can't be read", failure);
    return ErrorAnswer.of(
            Problem.VALIDATION_ERROR,
            "Body must be JSON whose fields have the types that the documentation says")
        .toResponse();
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ErrorAnswer.Body> databaseFailed(Exception failure) {
    if (!DatabaseFailure.passes(failure)) {
      return anythingElse(failure);
    }
    log.warn("PostgreSQL can't do it now, answered with 503: {}", failure.toString());
    return ErrorAnswer.unavailable("The database can't answer now").toResponse();
  }

  @ExceptionHandler
  void whoeverAskedIsGone(AsyncRequestNotUsableException gone) {
    log.debug("Nobody is left to be answered", gone);
  }

  @ExceptionHandler
  ResponseEntity<ErrorAnswer.Body> anythingElse(Exception failure) {
    if (failure instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
      ErrorAnswer answer = ErrorAnswer.ofStatus(refused.getStatusCode().value());
      HttpHeaders headers = answer.headers();
      // Keeps Allow, which must stand beside 405.
      refused.getHeaders().forEach(headers::putIfAbsent);
      return ResponseEntity.status(answer.status()).headers(headers).body(answer.body());
    }
    String errorId = UUID.randomUUID().toString();
    log.error("A call failed, answered with 500 and error_id {}", errorId, failure);
    return ErrorAnswer.internal(errorId).toResponse();
  }
}
