package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The page to program in, for somebody who is too fast. */
class SpamEditorEndToEndTests {

  private final SharedSystem system = SharedSystem.withLimits();

  @Test
  void aRunThatComesTooSoonIsSaidAndStartsByItself() {
    try (var browser = Browser.start()) {
      EditorPage page = EditorPage.open(browser, system.url()).types("print('again')");
      page.presses().says("Finished.");
      page.presses().says("That was too fast for now: at least 2 s between two runs.");
      browser.awaitsText("#running .wait", "(in ");

      page.says("Finished.");

      assertThat(page.output()).isEqualTo("again\n");
    }
  }
}
