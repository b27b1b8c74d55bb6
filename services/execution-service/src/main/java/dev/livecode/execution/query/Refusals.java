package dev.livecode.execution.query;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns failures into answers: a wrong request, somebody we need is away, or our own fault. */
@RestControllerAdvice
class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  @ExceptionHandler
  ResponseEntity<?> noUuid(ExecutionId.InvalidExecutionIdException refused) {
    return ErrorAnswer.invalid("execution_id must be a UUID").toResponse();
  }

  @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
  ResponseEntity<?> unknownPath() {
    return ErrorAnswer.NOT_FOUND.toResponse();
  }

  @ExceptionHandler
  ResponseEntity<?> wrongMethod(HttpRequestMethodNotSupportedException refused) {
    return ErrorAnswer.METHOD_NOT_ALLOWED.toResponse(refused.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<?> registerIsAway(RegisterUnavailableException failure) {
    log.warn("{}: {}", failure.getMessage(), String.valueOf(failure.getCause()));
    return ErrorAnswer.unavailable("The register of runs can't be reached").toResponse();
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<?> databaseFailed(Exception failure) {
    if (!DatabaseFailure.passes(failure)) {
      return anythingElse(failure);
    }
    log.warn("The database can't be read: {}", failure.getMessage());
    return ErrorAnswer.unavailable("The database can't answer now").toResponse();
  }

  @ExceptionHandler
  void whoeverAskedIsGone(AsyncRequestNotUsableException gone) {
    log.debug("Nobody is left to be answered", gone);
  }

  @ExceptionHandler
  ResponseEntity<?> anythingElse(Exception failure) {
    if (failure instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
      return ErrorAnswer.invalid("The request can't be understood").toResponse();
    }
    String errorId = UUID.randomUUID().toString();
    log.error("Internal error {}", errorId, failure);
    return ResponseEntity.internalServerError()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new ErrorAnswer.Body("Internal server error", "INTERNAL_ERROR", null, null, errorId));
  }
}
