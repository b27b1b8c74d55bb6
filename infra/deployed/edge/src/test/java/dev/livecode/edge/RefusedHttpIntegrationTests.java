package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is HTTP, or nearly, and yet refused: with the status that says why, and never as our fault.
 */
class RefusedHttpIntegrationTests {

  private static final int KIB = 1024;

  private static Backend sessions;
  private static RunningEdge edge;

  @BeforeAll
  static void start() {
    sessions = Backend.start("sessions");
    edge =
        RunningEdge.start(sessions.url(), sessions.url(), "server.tomcat.connection-timeout=700ms");
  }

  @AfterAll
  static void stop() {
    edge.close();
    sessions.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "gzip, chunked", "identity"})
  void anUnknownTransferCodingIsNotImplemented(String coding) throws IOException {
    assertThat(raw("POST /code-sessions HTTP/1.1", "Transfer-Encoding: " + coding))
        .startsWith("HTTP/1.1 501")
        .contains(
            "\"code\":\"NOT_IMPLEMENTED\",\"details\":[\"Transfer-Encoding must be chunked\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}0\r\n\r\n", "ffffffffff\r\n{}\r\n"})
  void aBodyInBrokenChunksIsMalformed(String body) throws IOException {
    assertThat(
            edge.raw(
                out ->
                    out.write(
                        ("POST /code-sessions HTTP/1.1\r\nHost: a\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + body)
                            .getBytes(ISO_8859_1))))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"VALIDATION_ERROR\",\"details\":[\"The request is malformed\"]");
  }

  @Test
  void aBodyThatDoesNotComeIsATimeout() throws IOException {
    assertThat(raw("POST /code-sessions HTTP/1.1", "Content-Length: 10"))
        .startsWith("HTTP/1.1 408")
        .contains("\"code\":\"REQUEST_TIMEOUT\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/code-sessions?,    8,  414, URL_TOO_LONG",
    "/executions/,       8,  414, URL_TOO_LONG",
    "/nothing/,          60, 414, URL_TOO_LONG",
    "/executions/,       65, 414, URL_TOO_LONG",
    "/executions/,       300, 414, URL_TOO_LONG",
  })
  void aLongUrlIsRefused(String path, int kib, int status, String code) throws IOException {
    assertThat(raw("GET " + path + "x".repeat(kib * KIB) + " HTTP/1.1"))
        .startsWith("HTTP/1.1 " + status)
        .contains("\"code\":\"" + code + "\",\"details\":[");
  }

  @ParameterizedTest
  @CsvSource({
    "1,   8192,   431, HEADERS_TOO_LARGE",
    "1,   61440,  431, HEADERS_TOO_LARGE",
    "1,   66560,  431, HEADERS_TOO_LARGE",
    "1,   307200, 431, HEADERS_TOO_LARGE",
    "50,  180,    431, HEADERS_TOO_LARGE",
    "101, 1,      431, HEADERS_TOO_LARGE",
    "900, 1,      431, HEADERS_TOO_LARGE",
    "1001, 1,     431, HEADERS_TOO_LARGE",
  })
  void tooManyOrTooLargeHeadersAreRefused(int count, int bytes, int status, String code)
      throws IOException {
    assertThat(raw("GET /code-sessions HTTP/1.1", headers(count, bytes)))
        .startsWith("HTTP/1.1 " + status)
        .contains("\"code\":\"" + code + "\",\"details\":[");
  }

  @Test
  void whatIsNotYetTooMuchPasses() throws IOException {
    String path = "/code-sessions?" + "x".repeat(8 * KIB - "/code-sessions?".length());

    assertThat(raw("GET " + path + " HTTP/1.1", headers(1, 8 * KIB - 100), "Connection: close"))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET /code-sessions HTTP/1.1", headers(98, 1), "Connection: close"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROPFIND", "FOO", "get", "QUERY", "TRACE", "CONNECT"})
  void anotherMethodIsNotAllowed(String method) throws IOException {
    int before = sessions.arrived().size();

    assertThat(raw(method + " /code-sessions HTTP/1.1", "Connection: close"))
        .startsWith("HTTP/1.1 405")
        .contains("\r\nAllow: ", "\"code\":\"METHOD_NOT_ALLOWED\"");
    assertThat(sessions.arrived()).hasSize(before);
  }

  @Test
  void theHealthIsOnlyRead() {
    var head = edge.send(edge.request("/health").HEAD());
    var delete = edge.send(edge.request("/health").DELETE());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(delete.statusCode()).isEqualTo(405);
    assertThat(delete.headers().firstValue("Allow").orElse("").split(","))
        .containsExactlyInAnyOrder("GET", "HEAD");
    assertThat(delete.body()).contains("METHOD_NOT_ALLOWED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2"})
  void anotherVersionIsNotSupported(String version) throws IOException {
    assertThat(raw("GET /code-sessions " + version))
        .startsWith("HTTP/1.1 505")
        .contains("\"code\":\"HTTP_VERSION_NOT_SUPPORTED\"");
  }

  @Test
  void anUnknownExpectationFails() throws IOException {
    assertThat(raw("POST /code-sessions HTTP/1.1", "Expect: 200-ok"))
        .startsWith("HTTP/1.1 417")
        .contains("\"code\":\"EXPECTATION_FAILED\"");
  }

  @Test
  void aBodyThatIsRefusedForItsSizeIsNotAskedFor() throws IOException {
    assertThat(
            raw("POST /code-sessions HTTP/1.1", "Expect: 100-continue", "Content-Length: 3000000"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void theServicesAreNotAskedWhetherToSendABody() {
    var answer =
        edge.send(
            edge.request("/code-sessions")
                .expectContinue(true)
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sessions.last().body()).isEqualTo("{}");
    assertThat(sessions.last().headers().containsKey("Expect")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;charset=",
        "application/json;charset=nope",
        "application/json;charset=utf-16",
        "/;;;",
        ""
      })
  void aContentTypeIsTheServicesMatter(String type) throws IOException {
    assertThat(
            raw(
                "POST /code-sessions HTTP/1.1",
                "Content-Type: " + type,
                "Content-Length: 0",
                "Connection: close"))
        .startsWith("HTTP/1.1 200");
  }

  private static String headers(int count, int bytes) {
    return IntStream.range(0, count)
        .mapToObj(it -> "X-" + it + ": " + "x".repeat(bytes))
        .collect(Collectors.joining("\r\n"));
  }

  private static String raw(String line, String... headers) throws IOException {
    String head = line + "\r\nHost: a\r\n" + String.join("\r\n", headers);
    String end = headers.length == 0 ? "\r\n" : "\r\n\r\n";
    return edge.raw(out -> out.write((head + end).getBytes(ISO_8859_1)));
  }
}
