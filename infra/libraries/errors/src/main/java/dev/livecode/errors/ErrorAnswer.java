package dev.livecode.errors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that is no success, in the contract's shape.
 *
 * @param status the HTTP status; the problem's own, but where a server chose a rarer one
 * @param details sentences that say what is wrong and what to do
 * @param retryAfter how long to wait where waiting helps
 * @param errorId finds the log line of a fault of ours
 */
public record ErrorAnswer(
    Problem problem,
    int status,
    List<String> details,
    @Nullable Duration retryAfter,
    @Nullable String errorId) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final String METHODS = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

  /** What is written; what is empty is not. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonNaming(SnakeCaseStrategy.class)
  public record Body(
      String error,
      String code,
      List<String> details,
      @Nullable Long retryAfterMs,
      @Nullable String errorId) {}

  public ErrorAnswer {
    details = List.copyOf(details);
  }

  /** A refusal that waiting does not help against. */
  public static ErrorAnswer of(Problem problem, String... details) {
    return of(problem, List.of(details), null);
  }

  static ErrorAnswer of(Problem problem, List<String> details, @Nullable Duration retryAfter) {
    return new ErrorAnswer(problem, problem.status(), details, retryAfter, null);
  }

  /** Something that is needed is away; asking again in a second may help. */
  public static ErrorAnswer unavailable(String detail) {
    return of(Problem.UNAVAILABLE, List.of(detail), A_MOMENT);
  }

  /** A fault of ours, which the log tells more of under this id. */
  public static ErrorAnswer internal(String errorId) {
    Problem problem = Problem.INTERNAL_ERROR;
    return new ErrorAnswer(problem, problem.status(), List.of(), null, errorId);
  }

  /** What a server or a framework means when it refuses with the status. */
  public static ErrorAnswer ofStatus(int status) {
    return switch (status) {
      case 404 -> of(Problem.NOT_FOUND);
      case 405 -> of(Problem.METHOD_NOT_ALLOWED);
      case 408 -> of(Problem.REQUEST_TIMEOUT, "The body did not arrive in time");
      case 413 -> of(Problem.PAYLOAD_TOO_LARGE);
      case 415 -> of(Problem.UNSUPPORTED_MEDIA_TYPE);
      case 417 -> of(Problem.EXPECTATION_FAILED, "Expect must be 100-continue");
      case 501 -> of(Problem.NOT_IMPLEMENTED, "Transfer-Encoding must be chunked");
      case 503 -> unavailable("This part is starting or stopping");
      case 505 -> of(Problem.HTTP_VERSION_NOT_SUPPORTED, "HTTP must be 1.1");
      default ->
          status < 500
              ? malformed(status)
              : new ErrorAnswer(Problem.INTERNAL_ERROR, status, List.of(), null, null);
    };
  }

  private static ErrorAnswer malformed(int status) {
    List<String> details = List.of("The request is malformed");
    return new ErrorAnswer(Problem.VALIDATION_ERROR, status, details, null, null);
  }

  /** What is written. */
  public Body body() {
    Long millis = retryAfter == null ? null : retryAfter.plusNanos(999_999).toMillis();
    return new Body(problem.words(), problem.code(), details, millis, errorId);
  }

  /** The headers beside it. */
  public HttpHeaders headers() {
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    headers.setCacheControl(CacheControl.noStore());
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wholeSeconds(retryAfter)));
    }
    if (problem == Problem.UNSUPPORTED_CODING) {
      // Only beside this 415: it tells the one kind from the other.
      headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
    }
    return headers;
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  /** For controllers. */
  public ResponseEntity<Body> toResponse() {
    return ResponseEntity.status(status).headers(headers()).body(body());
  }

  /** For filters and valves: writes the whole answer. */
  public void writeTo(HttpServletResponse response) throws IOException {
    byte[] json = JSON.writeValueAsString(body()).getBytes(UTF_8);
    response.setStatus(status);
    headers().toSingleValueMap().forEach(response::setHeader);
    if (status == 405 && !response.containsHeader(HttpHeaders.ALLOW)) {
      response.setHeader(HttpHeaders.ALLOW, METHODS);
    }
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
