package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The page that describes the API, in a browser. */
class DocsEndToEndTests {

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void aCallCanBeTriedOut() {
    try (var browser = Browser.start()) {
      browser.opens(system.url().resolve("/docs"));
      String call = "#operations-System-languages ";
      browser.clicks(call + ".opblock-summary-control");
      browser.clicks(call + ".execute");
      browser.awaits("it is answered", () -> browser.has(call + ".live-responses-table"));

      assertThat(
              browser.textOf(call + ".live-responses-table .response-col_status:not(.col_header)"))
          .startsWith("200");
      browser.takesPicture("docs");
      assertThat(browser.asked()).allSatisfy(it -> assertThat(it).startsWith(system.url() + "/"));
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
