package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class AcceptedTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/*",
        "TEXT/HTML;charset=utf-8",
        "text/html;q=0.2",
        "text/html,application/json;q=0.9",
        "application/json;q=0.5, text/html;q=0.6",
        "*/*;q=0.1, text/html",
        "application/json;q=0, */*",
        // Firefox, Chromium, Safari.
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.7",
      })
  void aBrowserPrefersHtml(String accept) {
    assertThat(prefersHtml(accept)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/*",
        "text/html,application/json",
        "text/html;q=0.5, application/json",
        "text/html;q=0.5, */*",
        "text/html;q=0",
        "text/html;q=0, */*;q=0.1",
        "text/plain",
        "image/png",
        "text/html;q=2",
        ";;;",
        "",
      })
  void aProgramDoesNot(String accept) {
    assertThat(prefersHtml(accept)).isFalse();
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(prefersHtml()).isFalse();
    assertThat(prefersHtml("application/json;q=0.3", "text/html;q=0.4")).isTrue();
    assertThat(prefersHtml("text/html;q=0.3", "application/json;q=0.4")).isFalse();
  }

  private static boolean prefersHtml(String... accept) {
    return Accepted.of(List.of(accept)).prefers(MediaType.TEXT_HTML, MediaType.APPLICATION_JSON);
  }
}
