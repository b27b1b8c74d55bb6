package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge shows of its own. */
class PagesIntegrationTests {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private static Backend backend;
  private static RunningEdge edge;

  @BeforeAll
  static void start() {
    backend = Backend.start("backend");
    edge = RunningEdge.start(backend.url(), backend.url());
  }

  @AfterAll
  static void stop() {
    edge.close();
    backend.close();
  }

  @Test
  void theDescriptionIsTheProjectsOwn() throws IOException {
    var answer = edge.get("/openapi.yaml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/yaml");
    assertThat(answer.body())
        .isEqualTo(Files.readString(Path.of("..", "..", "..", "docs", "openapi.yaml")));
  }

  @ParameterizedTest
  @CsvSource({
    "/docs,                text/html;charset=utf-8",
    "/docs/docs.js,        text/javascript;charset=utf-8",
    "/docs/livecode.css,   text/css;charset=utf-8",
    "/docs/swagger-ui.css, text/css;charset=utf-8",
    "/docs/swagger-ui.js,  text/javascript;charset=utf-8",
    "/openapi.yaml,        application/yaml",
    "/,                    application/json",
  })
  void everyPageIsSafeAndKnownAgain(String path, String type) {
    var answer = edge.get(path);
    var again = edge.send(edge.request(path).header("If-None-Match", header(answer, "ETag")));
    var head = edge.send(edge.request(path).HEAD());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Type")).isEqualTo(type);
    assertThat(header(head, "Content-Length")).isEqualTo(header(answer, "Content-Length"));
  }

  /** Nothing inline, which the policy would forbid, and nothing of another host. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs"})
  void whatAPageNeedsIsHere(String path) {
    String page = edge.send(edge.request(path).header("Accept", BROWSER)).body();

    List<String> needed =
        Pattern.compile("(?:src|href)=\"(/[^\"]*)\"")
            .matcher(page)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(needed).isNotEmpty();
    assertThat(needed).allSatisfy(it -> assertThat(edge.get(it).statusCode()).isEqualTo(200));
    assertThat(page).doesNotContain("<style", "<script>", "style=", "onclick=", "//");
  }

  @ParameterizedTest
  @ValueSource(strings = {BROWSER, "text/html", "application/json;q=0.5, text/html;q=0.6"})
  void peopleSeeAPage(String accept) {
    var answer = edge.send(edge.request("/").header("Accept", accept));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(answer.headers().allValues("Vary")).contains("Accept");
    assertThat(answer.body())
        .contains("<title>Livecode", "\"/docs\"", "\"/openapi.yaml\"")
        .contains("\"/languages\"", "\"/health\"")
        .doesNotContain("/editor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "text/html;q=0.5, */*", "image/png", ";;;"})
  void programsGetJson(String accept) {
    var answer = edge.send(edge.request("/").header("Accept", accept));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(answer.headers().allValues("Vary")).contains("Accept");
    assertThat(answer.body())
        .isEqualTo(
            "{\"name\":\"Livecode\",\"docs\":\"/docs\",\"openapi\":\"/openapi.yaml\","
                + "\"languages\":\"/languages\",\"health\":\"/health\"}");
  }

  @Test
  void whereThereIsAnEditorPeopleAreToldOfIt() {
    try (var withEditor =
        RunningEdge.start(backend.url(), backend.url(), "livecode.edge.editor.enabled=true")) {
      assertThat(withEditor.send(withEditor.request("/").header("Accept", BROWSER)).body())
          .contains("href=\"/editor\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs", "/docs/docs.js", "/openapi.yaml"})
  void pagesAreOnlyRead(String path) {
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
      var answer = edge.send(edge.request(path).method(method, BodyPublishers.noBody()));

      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(header(answer, "Allow").split(",")).containsExactlyInAnyOrder("GET", "HEAD");
      assertThat(answer.body())
          .isEqualTo("{\"error\":\"Method not allowed\",\"code\":\"METHOD_NOT_ALLOWED\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/",
        "/docs/index.html",
        "/docs/docs.html",
        "/docs/home.html",
        "/docs/openapi.yaml",
        "/docs/swagger-ui-bundle.js",
        "/docs/swagger-ui.js/x",
        "/docs/application.yaml",
        "/docs/DOCS.JS",
        "/openapi.yaml/",
        "/openapi.json",
        "/home.html",
        "/pages/home.html",
        "/webjars/swagger-ui/5.34.1/swagger-ui.css",
        "/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui.css",
        "/application.yaml",
        "/favicon.ico",
      })
  void noOtherFileExists(String path) throws IOException {
    assertThat(raw(path))
        .startsWith("HTTP/1.1 404 ")
        .endsWith("{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}");
  }

  /** Refused as everywhere, before anybody looks for a file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/../application.yaml",
        "/docs/..;/application.yaml",
        "/docs/%2e%2e/application.yaml",
        "/docs/..%2fapplication.yaml",
        "/docs/%2e%2e%2fapplication.yaml",
        "/docs/..%5capplication.yaml",
        "/docs//docs.js",
        "/docs/./docs.js",
        "/docs/docs.js%00",
        "//docs",
      })
  void aWayAroundIsNoWay(String path) throws IOException {
    assertThat(raw(path)).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"Validation error\"");
  }

  private static String raw(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    return edge.raw(out -> out.write(request.getBytes(US_ASCII)));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
