package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.local.system.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a screen. */
final class Browser implements AutoCloseable {

  private static final String AXE = resource("/axe.min.js");

  // It warns of each Chrome that is newer than it; what is used of DevTools here is older than
  // both.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start() {
    SELENIUM.setLevel(Level.SEVERE);
    String[] found = found();
    var options = new ChromeOptions();
    options.setBinary(found[0]);
    // It is root who tests, and only pages of ours are looked at.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments("--no-first-run", "--disable-background-networking", "--lang=en");
    options.addArguments("--window-size=1280,900");
    var everything = new LoggingPreferences();
    everything.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, everything);
    var service =
        new ChromeDriverService.Builder().usingDriverExecutable(new File(found[1])).build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** In a tab of its own, which knows nothing of the tests before. */
  void opens(URI page) {
    String before = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    String fresh = driver.getWindowHandle();
    driver.switchTo().window(before).close();
    driver.switchTo().window(fresh);
    driver.get(page.toString());
  }

  void reloads() {
    driver.navigate().refresh();
  }

  URI address() {
    return URI.create(Objects.requireNonNull(driver.getCurrentUrl()));
  }

  WebElement sees(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  boolean has(String selector) {
    return !driver.findElements(By.cssSelector(selector)).isEmpty();
  }

  String textOf(String selector) {
    return Objects.requireNonNull(sees(selector).getDomProperty("textContent"));
  }

  void clicks(String selector) {
    awaits(selector + " can be clicked", () -> has(selector) && sees(selector).isEnabled());
    sees(selector).click();
  }

  /** Key by key, wherever the focus is. */
  void types(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void types(Keys held, CharSequence key) {
    new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  Object asks(String script) {
    return driver.executeScript(script);
  }

  void awaits(String what, java.util.concurrent.Callable<Boolean> condition) {
    await(what).atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  void awaitsText(String selector, String text) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(textOf(selector)).contains(text));
  }

  /** A screen of this width, for somebody who likes it light or dark. */
  void looksAt(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    String looks =
        "return innerWidth + (matchMedia('(prefers-color-scheme: dark)').matches ? ' dark' : ' light')";
    awaits("the screen is such", () -> (width + " " + scheme).equals(asks(looks)));
  }

  /** What keeps somebody out of this page, as axe-core finds it: impact, rule and place. */
  @SuppressWarnings("unchecked") // What a script returns has no type.
  List<String> barriers() {
    driver.executeScript(AXE);
    return (List<String>)
        driver.executeAsyncScript(
            """
            const done = arguments[0]
            axe.run().then(found => done(found.violations
              .filter(it => ['serious', 'critical'].includes(it.impact))
              .flatMap(it => it.nodes.map(node => `${it.impact} ${it.id}: ${node.html}`))))
            """);
  }

  /** Every address that this page has asked for something. */
  @SuppressWarnings("unchecked")
  List<String> asked() {
    return (List<String>)
        asks(
            """
            return performance.getEntries()
              .filter(it => ['navigation', 'resource'].includes(it.entryType)).map(it => it.name)
            """);
  }

  /** What the browser has complained of. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(it -> it.getLevel() + " " + it.getMessage())
        .toList();
  }

  void takesPicture(String name) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "pictures"));
      Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] found() {
    Path script = Home.ofWorkingFolder().project().resolve("infra/tools/bin/ensure-browser");
    try {
      Process process =
          new ProcessBuilder(script.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as("a browser for the tests; see above").isZero();
      return out.lines().toList().getLast().split(" ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(Browser.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
