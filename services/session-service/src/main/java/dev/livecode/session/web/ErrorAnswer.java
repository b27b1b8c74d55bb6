package dev.livecode.session.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The body of every answer that is no success. */
@JsonInclude(Include.NON_EMPTY)
record ErrorAnswer(
    String error,
    String code,
    List<String> details,
    @Nullable Long retryAfterMs,
    @Nullable String errorId) {

  static ResponseEntity<ErrorAnswer> of(RefusedException refused) {
    Duration wait = refused.retryAfter();
    var body = body(refused.problem(), refused.details(), wait, null);
    var answer = answer(refused.problem().status());
    if (wait != null) {
      answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(wholeSeconds(wait)));
    }
    if (refused.problem() == Problem.UNSUPPORTED_CODING) {
      // Only beside this 415: it tells the one kind from the other.
      answer.header(HttpHeaders.ACCEPT_ENCODING, "identity");
    }
    return answer.body(body);
  }

  static ResponseEntity<ErrorAnswer> ofStatus(int status) {
    return answer(status).body(body(Problem.ofStatus(status), List.of(), null, null));
  }

  static ResponseEntity<ErrorAnswer> ofFault(String errorId) {
    return answer(500).body(body(Problem.INTERNAL_ERROR, List.of(), null, errorId));
  }

  static ResponseEntity.BodyBuilder answer(int status) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
  }

  private static ErrorAnswer body(
      Problem problem, List<String> details, @Nullable Duration wait, @Nullable String errorId) {
    Long millis = wait == null ? null : wait.plusNanos(999_999).toMillis();
    return new ErrorAnswer(problem.words(), problem.code(), details, millis, errorId);
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
