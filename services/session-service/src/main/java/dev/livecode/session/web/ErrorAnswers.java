package dev.livecode.session.web;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Turns whatever a call ends with into the contract's error shape. */
@RestControllerAdvice
class ErrorAnswers {

  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

  @ExceptionHandler
  ResponseEntity<ErrorAnswer> refused(RefusedException refused) {
    return ErrorAnswer.of(refused);
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ErrorAnswer> databaseFailed(Exception failure) {
    if (!DatabaseFailure.passes(failure)) {
      return anythingElse(failure);
    }
    log.warn("PostgreSQL can't do it now, answered with 503: {}", failure.toString());
    return ErrorAnswer.of(RefusedException.unavailable("The session database can't answer now"));
  }

  @ExceptionHandler
  void whoeverAskedIsGone(AsyncRequestNotUsableException gone) {
    log.debug("Nobody is left to be answered", gone);
  }

  @ExceptionHandler
  ResponseEntity<ErrorAnswer> anythingElse(Exception e) {
    if (e instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
      ResponseEntity<ErrorAnswer> answer = ErrorAnswer.ofStatus(response.getStatusCode().value());
      // Keeps Allow, which must stand beside 405.
      return ResponseEntity.status(answer.getStatusCode())
          .headers(headers -> headers.addAll(response.getHeaders()))
          .contentType(MediaType.APPLICATION_JSON)
          .body(answer.getBody());
    }
    String errorId = UUID.randomUUID().toString();
    log.error("A call failed, answered with 500 and error_id {}", errorId, e);
    return ErrorAnswer.ofFault(errorId);
  }
}
