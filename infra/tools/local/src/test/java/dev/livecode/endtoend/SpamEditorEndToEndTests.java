package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page to program in, for somebody who is told to wait. */
class SpamEditorEndToEndTests {

  private final SharedSystem system = SharedSystem.withLimits();
  private final Browser browser = Browser.start();

  @AfterEach
  void stop() {
    browser.close();
  }

  @Test
  void aRunThatComesTooSoonIsSaidAndStartsByItself() {
    EditorPage page = EditorPage.open(browser, system.url()).types("print('again')");
    page.presses().says("Finished.");

    page.presses().says("That was too fast for now: at least 2 s between two runs.");
    browser.awaitsText("#running .wait", "(in ");
    page.says("Finished.");

    assertThat(page.output()).isEqualTo("again\n");
  }

  @Test
  void whileAPartIsAwayItIsSaidAndTheRunStartsByItself() throws InterruptedException {
    EditorPage page = EditorPage.open(browser, system.url()).types("print('late')").isSaved();
    system.system().stop("redis");
    try {
      page.presses().says("A part of Livecode is away for a moment.");
    } finally {
      system.system().resume("redis");
    }

    page.says("Finished.");

    assertThat(page.output()).isEqualTo("late\n");
  }
}
