package dev.livecode.session.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In what form a body is understood, and what is said of every other. */
class BodyFormIntegrationTests extends RunningService {

  private static final String SESSIONS = "/code-sessions";
  private static final byte[] OPENING = "{\"language\":\"python\"}".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "br", "x", "identity, gzip", "deflate"})
  void aContentCodingIsRefused(String coding) {
    Answer answer =
        calls()
            .sendBytes(
                SESSIONS, OPENING, "Content-Type", "application/json", "Content-Encoding", coding);

    requireUnsupported(answer, "Content-Encoding must be identity");
    assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", "", "identity, identity"})
  void noContentCodingIsUnderstood(String coding) {
    Answer answer =
        calls()
            .sendBytes(
                SESSIONS, OPENING, "Content-Type", "application/json", "Content-Encoding", coding);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16", "utf-16le", "iso-8859-1", "windows-1252", "nope", "", "%%"})
  void anotherCharsetIsRefused(String charset) {
    Answer answer =
        calls()
            .sendBytes(SESSIONS, OPENING, "Content-Type", "application/json; charset=" + charset);

    requireUnsupported(answer, "Content-Type must be application/json in UTF-8");
    assertThat(answer.headers().firstValue("Accept-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=\"utf-8\"",
        "application/json;charset=UTF8",
        "application/json; charset=us-ascii",
        "*/*",
        "application/*",
        "APPLICATION/JSON",
        "application/problem+json",
        "application/json;"
      })
  void jsonInUtf8IsUnderstood(String type) {
    assertThat(calls().sendBytes(SESSIONS, OPENING, "Content-Type", type).status()).isEqualTo(200);
  }

  /** Bytes that a lenient reader takes for other text than they are. */
  @ParameterizedTest
  @ValueSource(strings = {"e9", "c080", "eda080", "eda0bdedb880", "f4908080", "e282", "ff"})
  void whatIsNoUtf8IsRefused(String hex) {
    byte[] body =
        bytes("{\"language\":\"python\",\"source_code\":\"", HexFormat.of().parseHex(hex), "\"}");

    Answer answer = calls().sendBytes(SESSIONS, body, "Content-Type", "application/json");

    requireInvalid(answer, "Body is not legal UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, '',       Body is not legal JSON",
    "UTF-16BE, '',       Body is not legal JSON",
    "UTF-32LE, '',       Body is not legal JSON",
    "UTF-16LE, fffe,     Body is not legal UTF-8",
    "UTF-16BE, feff,     Body is not legal UTF-8",
  })
  void anotherEncodingIsNotGuessed(String charset, String mark, String detail) {
    byte[] json = new String(OPENING, UTF_8).getBytes(Charset.forName(charset));
    byte[] body = bytes("", HexFormat.of().parseHex(mark), "", json);

    requireInvalid(calls().sendBytes(SESSIONS, body, "Content-Type", "application/json"), detail);
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    byte[] body =
        bytes("\uFEFF{\"language\":\"python\",\"source_code\":\"\uFEFFa\"}", new byte[0], "");

    Answer answer = calls().sendBytes(SESSIONS, body, "Content-Type", "application/json");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(calls().get(SESSIONS + "/" + answer.field("session_id")).field("source_code"))
        .isEqualTo("\uFEFFa");
  }

  /** The edge lets through 8 KiB of URL, 8 KiB of headers and 100 of them, and adds its own. */
  @Test
  void whateverTheEdgeLetsThroughIsNotTooMuch() throws IOException {
    String headers =
        IntStream.range(0, 110)
            .mapToObj(it -> "X-" + it + ": " + "x".repeat(80))
            .collect(Collectors.joining("\r\n"));

    assertThat(raw("GET /languages?" + "x".repeat(8_178) + " HTTP/1.1", headers))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void anUnknownTransferCodingIsNotOurFault() throws IOException {
    assertThat(raw("POST /code-sessions HTTP/1.1", "Transfer-Encoding: x"))
        .startsWith("HTTP/1.1 501")
        .contains("\"code\":\"NOT_IMPLEMENTED\"");
  }

  private String raw(String line, String headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = line + "\r\nHost: a\r\nConnection: close\r\n" + headers + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static byte[] bytes(String before, byte[] between, String after, byte... last) {
    var all = new java.io.ByteArrayOutputStream();
    all.writeBytes(before.getBytes(UTF_8));
    all.writeBytes(between);
    all.writeBytes(after.getBytes(UTF_8));
    all.writeBytes(last);
    return all.toByteArray();
  }

  private static void requireUnsupported(Answer answer, String detail) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(415);
    assertThat(answer.text())
        .isEqualTo(
            "{\"error\":\"Unsupported media type\",\"code\":\"UNSUPPORTED_MEDIA_TYPE\",\"details\":[\"%s\"]}",
            detail);
  }

  private static void requireInvalid(Answer answer, String detail) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text())
        .isEqualTo(
            "{\"error\":\"Validation error\",\"code\":\"VALIDATION_ERROR\",\"details\":[\"%s\"]}",
            detail);
  }
}
