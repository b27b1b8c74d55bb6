package dev.livecode.endtoend;

import java.net.URI;
import org.openqa.selenium.Keys;

/** The page to program in, in front of somebody. */
record EditorPage(Browser browser) {

  static EditorPage open(Browser browser, URI base) {
    return openAt(browser, base, "");
  }

  static EditorPage openAt(Browser browser, URI base, String session) {
    browser.opens(base.resolve("/editor#" + session));
    return new EditorPage(browser).isReady();
  }

  EditorPage isReady() {
    browser.awaits("the page is ready", () -> browser.sees("#language").isEnabled());
    return this;
  }

  EditorPage chooses(String language) {
    browser.clicks("#language option[value=" + language + "]");
    return this;
  }

  /** Instead of what stands there. */
  EditorPage types(String program) {
    browser.clicks(".ace_content");
    browser.types(Keys.CONTROL, "a");
    browser.types(program);
    return this;
  }

  EditorPage isSaved() {
    browser.awaitsText("#saving", "Saved.");
    return this;
  }

  EditorPage presses() {
    browser.clicks("#run");
    return this;
  }

  void says(String words) {
    browser.awaitsText("#running", words);
  }

  String output() {
    return browser.textOf("#stdout");
  }

  String program() {
    return (String) browser.asks("return ace.edit('source').getValue()");
  }

  String session() {
    return browser.address().getFragment();
  }
}
