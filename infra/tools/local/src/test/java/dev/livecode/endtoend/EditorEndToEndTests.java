package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.testing.TcpProxy;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The example of a page to program in, with real keys and clicks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditorEndToEndTests {

  private final SharedSystem system = SharedSystem.withoutLimits();
  private Browser browser;

  @BeforeAll
  void start() {
    browser = Browser.start();
  }

  @AfterAll
  void stop() {
    browser.close();
  }

  @Test
  void whatIsTypedIsSavedAndRunByTheButton() {
    EditorPage page = open().types("print('Hello', input())").isSaved();
    browser.clicks("#stdin");
    browser.types("Ada");

    page.presses().says("Finished.");

    assertThat(page.output()).isEqualTo("Hello Ada\n");
    assertThat(browser.textOf("#facts")).matches("Time\\d+ msExit code0");
    assertThat(sourceOf(page)).isEqualTo("print('Hello', input())");
  }

  @Test
  void theKeyboardAloneIsEnough() {
    EditorPage page = open();

    browser.types(Keys.TAB);
    isFocused("#language");
    browser.types("Ruby");
    browser.types(Keys.TAB);
    isFocused("#run");
    browser.types(Keys.TAB);
    isFocused(".ace_scroller");
    browser.types(Keys.ENTER);
    isFocused(".ace_text-input");
    browser.types(Keys.CONTROL, "a");
    browser.types("if true", Keys.ENTER, Keys.TAB, "puts 'by keys'", Keys.ENTER, "end");
    browser.types(Keys.CONTROL, Keys.ENTER);
    page.says("Finished.");
    assertThat(page.output()).isEqualTo("by keys\n");
    browser.types(Keys.ESCAPE);
    isFocused(".ace_scroller");
    browser.types(Keys.TAB);
    isFocused("#stdin");
    browser.types(Keys.TAB);
    isFocused("#stdout");
  }

  @Test
  void aReloadBringsTheProgramBack() {
    EditorPage page = open().chooses("java").types("class Kept {}").isSaved();
    String session = page.session();

    browser.reloads();
    page.isReady();

    assertThat(page.program()).isEqualTo("class Kept {}");
    assertThat(page.session()).isEqualTo(session);
    assertThat(browser.sees("#language").getDomProperty("value")).isEqualTo("java");
  }

  @Test
  void aLookAtAnotherLanguageLosesNothing() {
    EditorPage page = open().types("print(1 + 1)").chooses("javascript").isSaved();
    assertThat(page.program()).contains("console.log(");

    page.chooses("python").presses().says("Finished.");

    assertThat(page.output()).isEqualTo("2\n");
  }

  @Test
  void theCompilersWordsAreShown() {
    EditorPage page = open().chooses("java").types("class Main { int i = true; }").presses();

    page.says("The compiler doesn’t understand the program: see Errors.");

    assertThat(browser.textOf("#stderr")).contains("error: incompatible types");
    assertThat(browser.sees("#stderr").isDisplayed()).isTrue();
  }

  @Test
  void aRunOfAnotherPageIsWaitedForAndShown() {
    EditorPage page = open().types("import time; time.sleep(2); print('other')").isSaved();
    new Learner(system.api(), page.session(), "python").starts();

    page.presses().says("This program was running already");

    page.says("Finished.");
    assertThat(page.output()).isEqualTo("other\n");
  }

  @Test
  void outputIsShownAsItComesAndThePageIsNotAskedAgainAndAgain() {
    EditorPage page =
        open().types("import time; print('first'); time.sleep(3); print('second')").isSaved();

    page.presses().says("Running");
    browser.awaitsText("#stdout", "first\n");

    assertThat(browser.textOf("#running")).as("not yet").contains("Running");
    page.says("Finished.");
    assertThat(page.output()).isEqualTo("first\nsecond\n");
    assertThat(browser.asked())
        .filteredOn(it -> it.contains("/executions/"))
        .singleElement()
        .asString()
        .endsWith("/stream");
  }

  @Test
  void theButtonStopsTheRunAndWhatItPrintedStays() {
    EditorPage page = open().types("import time; print('begun'); time.sleep(30)").presses();
    browser.awaitsText("#stdout", "begun");

    browser.clicks("#stop");
    page.says("Stopped, as somebody asked.");

    assertThat(page.output()).isEqualTo("begun\n");
    assertThat(browser.sees("#stop").isEnabled()).isFalse();
  }

  @Test
  void aProgramReadsWhatIsTypedWhileItRuns() {
    EditorPage page = open().types("print('Hello', input('Who? ')); print(input('More? '))");
    page.presses();
    browser.awaitsText("#stdout", "Who? ");
    awaitTheLine();

    browser.clicks("#line");
    browser.types("Zoë", Keys.ENTER);
    browser.awaitsText("#stdout", "Who? Zoë\nHello Zoë\nMore? ");
    browser.types("no", Keys.ENTER);

    page.says("Finished.");
    assertThat(page.output()).isEqualTo("Who? Zoë\nHello Zoë\nMore? no\nno\n");
    isFocused("#run");
    assertThat(browser.sees("#line").isDisplayed()).isFalse();
  }

  @Test
  void theEndOfInputIsAKeyAway() {
    EditorPage page = open().types("import sys; print(len(sys.stdin.read()))").presses();
    awaitTheLine();

    browser.clicks("#line");
    browser.types("one", Keys.ENTER);
    browser.types(Keys.TAB, Keys.TAB, Keys.SPACE);

    page.says("Finished.");
    assertThat(page.output()).isEqualTo("one\n4\n");
  }

  @ParameterizedTest
  @CsvSource({"360, light", "360, dark", "1280, light", "1280, dark"})
  void nobodyIsKeptOutWhileAProgramWaits(int width, String scheme) {
    EditorPage page = open();
    browser.looksAt(width, scheme);
    page.types("print('Hello', input('Who? '))").presses();
    awaitTheLine();
    browser.takesPicture("editor-typing-" + width + "-" + scheme);

    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.asks("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    browser.clicks("#stop");
    page.says("Stopped");
  }

  @Test
  void aConnectionThatBreaksInMidRunIsTakenUpAgain() {
    try (var network = new TcpProxy(system.url().getPort())) {
      EditorPage page = EditorPage.open(browser, URI.create("http://localhost:" + network.port()));
      page.types("import time; print('one'); time.sleep(2); print('two'); time.sleep(2); print(3)");
      page.presses();
      browser.awaitsText("#stdout", "one\n");

      network.cut();
      page.says("The connection is lost for a moment.");
      network.restore();

      page.says("Finished.");
      assertThat(page.output()).isEqualTo("one\ntwo\n3\n");
    }
  }

  @Test
  void withTheNetworkAwayWhatWasTypedStaysAndGoesOnByItself() {
    try (var network = new TcpProxy(system.url().getPort())) {
      EditorPage page = EditorPage.open(browser, URI.create("http://localhost:" + network.port()));
      page.types("print('before')").isSaved();

      network.cut();
      page.types("print('meanwhile')").presses();
      browser.awaitsText("#saving", "can’t be reached");
      browser.awaitsText("#saving .wait", "(in ");
      network.restore();

      page.isSaved().says("Finished.");
      assertThat(page.output()).isEqualTo("meanwhile\n");
      assertThat(sourceOf(page)).isEqualTo("print('meanwhile')");
    }
  }

  @Test
  void aSessionThatIsClosedIsFollowedByANewOneWithTheSameText() {
    EditorPage page = open().types("print('first')").isSaved();
    String closed = page.session();
    Learner.calling(() -> system.api().call("DELETE", "/code-sessions/" + closed, null));

    page.types("print('second')");
    browser.awaits("a new session is open", () -> !closed.equals(page.session()));

    assertThat(page.isSaved().program()).isEqualTo("print('second')");
    assertThat(sourceOf(page)).isEqualTo("print('second')");
  }

  @Test
  void anUnknownSessionIsSaidAndReplaced() {
    EditorPage page = EditorPage.openAt(browser, system.url(), UUID.randomUUID().toString());
    browser.awaitsText("#saving", "There is no program at this address");

    page.presses().says("Finished.");

    assertThat(page.output()).isEqualTo("Hello World\n");
    assertThat(page.session()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"360, light", "360, dark", "1280, light", "1280, dark"})
  void nobodyIsKeptOut(int width, String scheme) {
    EditorPage page = open();
    browser.looksAt(width, scheme);
    page.types("print('out'); print('error', file=1) # why").presses();
    page.says("The program ended with an error: exit code 1.");
    browser.takesPicture("editor-" + width + "-" + scheme);

    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.asks("return document.documentElement.scrollWidth <= innerWidth"))
        .as("all fits into the width")
        .isEqualTo(true);
    assertThat(browser.asks("return " + top(".ace_line") + " >= " + top("#source")))
        .as("the first line is not shifted out of sight")
        .isEqualTo(true);
  }

  @Test
  void nobodyElseIsAskedAndNothingIsComplainedOf() {
    EditorPage page = open();
    browser.complaints(); // Of the pages before, which met refusals.
    for (String language :
        List.of("bash", "c", "cpp", "java", "javascript", "lua", "ruby", "python")) {
      page.chooses(language);
    }
    page.isSaved().presses().says("Finished.");

    assertThat(browser.asked())
        .hasSizeGreaterThan(8)
        .allSatisfy(it -> assertThat(it).startsWith(system.url() + "/"));
    assertThat(browser.complaints()).isEmpty();
  }

  private void awaitTheLine() {
    browser.awaits("the line is there", () -> browser.sees("#line").isDisplayed());
  }

  private static String top(String selector) {
    return "document.querySelector('" + selector + "').getBoundingClientRect().top";
  }

  private EditorPage open() {
    return EditorPage.open(browser, system.url());
  }

  private String sourceOf(EditorPage page) {
    return Learner.calling(() -> system.api().call("GET", "/code-sessions/" + page.session(), null))
        .text("source_code");
  }

  /** And it can be seen that it is. */
  private void isFocused(String selector) {
    assertThat(browser.focused()).isEqualTo(browser.sees(selector));
    assertThat(
            browser.asks(
                """
                const seen = it => it && (getComputedStyle(it).outlineStyle !== 'none'
                  || getComputedStyle(it).boxShadow !== 'none')
                return seen(document.activeElement) || seen(document.activeElement.closest('.ace_focus'))
                """))
        .as("focus on %s", selector)
        .isEqualTo(true);
  }
}
