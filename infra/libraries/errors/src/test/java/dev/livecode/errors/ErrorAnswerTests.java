package dev.livecode.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;

class ErrorAnswerTests {

  @Test
  void whatIsEmptyIsNotWritten() throws Exception {
    assertThat(written(ErrorAnswer.of(Problem.SESSION_NOT_FOUND)).getContentAsString())
        .isEqualTo("{\"error\":\"Session not found\",\"code\":\"SESSION_NOT_FOUND\"}");
  }

  @Test
  void everythingThatThereIsHasItsPlace() throws Exception {
    var whole =
        new ErrorAnswer(
            Problem.UNAVAILABLE, 503, List.of("Say \"why\""), Duration.ofMillis(1500), "an-id");

    assertThat(written(whole).getContentAsString())
        .isEqualTo(
            """
            {"error":"Service unavailable","code":"UNAVAILABLE","details":["Say \\"why\\""],\
            "retry_after_ms":1500,"error_id":"an-id"}""");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "999, 1, 999", "1000, 1, 1000", "1001, 2, 1001", "59000, 59, 59000"})
  void nobodyIsToldToComeBackTooSoon(long millis, String seconds, long told) throws Exception {
    var refusal =
        RefusedException.until(Problem.TOO_MANY_RUNS, Duration.ofMillis(millis), List.of());

    assertThat(written(refusal.answer()).getHeader(HttpHeaders.RETRY_AFTER)).isEqualTo(seconds);
    assertThat(refusal.answer().body().retryAfterMs()).isEqualTo(told);
  }

  @Test
  void aPartOfAMillisecondIsOneMore() {
    var refusal =
        RefusedException.until(Problem.TOO_MANY_RUNS, Duration.ofNanos(1_000_001), List.of());

    assertThat(refusal.answer().body().retryAfterMs()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void whatAServerRefusesHasTheStatusThatItChose(Problem problem) {
    assertThat(ErrorAnswer.ofStatus(problem.status()).status()).isEqualTo(problem.status());
  }

  @ParameterizedTest
  @CsvSource({
    "400, VALIDATION_ERROR",
    "404, NOT_FOUND",
    "418, VALIDATION_ERROR",
    "500, INTERNAL_ERROR",
    "502, INTERNAL_ERROR",
    "503, UNAVAILABLE",
    "505, HTTP_VERSION_NOT_SUPPORTED"
  })
  void everyStatusHasACodeOfTheList(int status, String code) {
    ErrorAnswer answer = ErrorAnswer.ofStatus(status);

    assertThat(answer.body().code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void whoMayNotDoThatIsToldWhatMayBeDone() throws Exception {
    assertThat(written(ErrorAnswer.ofStatus(405)).getHeader(HttpHeaders.ALLOW)).contains("PATCH");

    var knowsBetter = new MockHttpServletResponse();
    knowsBetter.setHeader(HttpHeaders.ALLOW, "GET");
    ErrorAnswer.ofStatus(405).writeTo(knowsBetter);
    assertThat(knowsBetter.getHeader(HttpHeaders.ALLOW)).isEqualTo("GET");
  }

  @Test
  void noErrorIsKeptByACache() throws Exception {
    assertThat(written(ErrorAnswer.internal("an-id")).getHeader(HttpHeaders.CACHE_CONTROL))
        .isEqualTo("no-store");
  }

  @Test
  void theCodingThatIsUnderstoodStandsBesideTheOneThatIsNot() throws Exception {
    assertThat(
            written(ErrorAnswer.of(Problem.UNSUPPORTED_CODING))
                .getHeader(HttpHeaders.ACCEPT_ENCODING))
        .isEqualTo("identity");
    assertThat(
            written(ErrorAnswer.of(Problem.UNSUPPORTED_MEDIA_TYPE))
                .getHeader(HttpHeaders.ACCEPT_ENCODING))
        .isNull();
  }

  private static MockHttpServletResponse written(ErrorAnswer answer) throws Exception {
    var response = new MockHttpServletResponse();
    answer.writeTo(response);
    assertThat(response.getStatus()).isEqualTo(answer.status());
    assertThat(response.getContentType()).isEqualTo("application/json");
    return response;
  }
}
