package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers the end-to-end tests take for described. */
class DescriptionTests {

  private static final String ID = "01a20712-8c30-7e31-9137-c23970d2bd33";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST   | /code-sessions         | 200 | {"session_id":"$ID","status":"ACTIVE"}
          DELETE | /code-sessions/$ID     | 200 | {"session_id":"$ID","status":"INACTIVE","more":1}
          POST   | /code-sessions/$ID/run | 409 | {"error":"Busy","code":"RUN_IN_PROGRESS"}
          GET    | /executions/7?a=b      | 400 | {"error":"Wrong","code":"VALIDATION_ERROR","details":["a"]}
          GET    | /executions/$ID        | 431 | {"error":"Large","code":"HEADERS_TOO_LARGE"}
          GET    | /health                | 503 | {"status":"DOWN"}
          GET    | /nothing               | 404 | {"error":"Not found","code":"NOT_FOUND"}
          PUT    | /code-sessions         | 405 | {"error":"No","code":"METHOD_NOT_ALLOWED"}
          get    | /languages             | 405 | {"error":"No","code":"METHOD_NOT_ALLOWED"}
          GET    | /docs                  | 200 | {"anything":1}
          """)
  void anAnswerThatIsDescribedPasses(String method, String path, int status, String body) {
    assertThatCode(() -> require(method, path, status, body)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST   | /code-sessions         | 200 | {"session_id":"7","status":"ACTIVE"}                            | uuid
          POST   | /code-sessions         | 200 | {"session_id":"$ID"}                                            | status
          POST   | /code-sessions         | 200 | {"session_id":"$ID","status":"OPEN"}                            | INACTIVE
          POST   | /code-sessions         | 201 | {"session_id":"$ID","status":"ACTIVE"}                          | /responses/201
          POST   | /code-sessions         | 409 | {"error":"Busy","code":"RUN_IN_PROGRESS"}                       | /responses/409
          GET    | /executions/$ID        | 404 | {"error":"None","code":"GONE"}                                  | NOT_FOUND
          GET    | /executions/$ID        | 200 | {"execution_id":"$ID","status":"QUEUED","created_at":"now","session_id":"$ID","language":"c"} | date-time
          GET    | /executions/$ID        | 431 | {"error":"Large","code":"LARGE"}                                | HEADERS_TOO_LARGE
          GET    | /nothing               | 404 | {"error":"Not found"}                                           | code
          PUT    | /code-sessions         | 405 | []                                                              | object
          """)
  void anotherOneFails(String method, String path, int status, String body, String why) {
    assertThatThrownBy(() -> require(method, path, status, body))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"/languages, 200", "/languages, 503", "/nothing, 404"})
  void aPageInsteadOfJsonFails(String path, int status) {
    var page =
        new Wire.Reply(status, Map.of("content-type", "text/html"), "<html>".getBytes(UTF_8));

    assertThatThrownBy(() -> Description.requireFor("GET", path, page))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("By docs/openapi.yaml ");
  }

  private static void require(String method, String path, int status, String body) {
    Description.requireFor(
        method,
        path.replace("$ID", ID),
        new Wire.Reply(
            status,
            Map.of("content-type", "application/json"),
            body.replace("$ID", ID).getBytes(UTF_8)));
  }
}
