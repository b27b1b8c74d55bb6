package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A browser's own EventSource, as anybody writes it. */
class EventSourceEndToEndTests {

  private static final Duration QUIET = Duration.ofSeconds(10);

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void itIsToldTheEndOnceAndThenAsksNoMore() {
    Learner learner =
        system.learner("python").types("import time\nprint('one')\ntime.sleep(1)\nprint('two')\n");
    try (Browser browser = Browser.start()) {
      browser.opens(system.url().resolve("/docs"));
      String execution = learner.starts();

      browser.asks(
          """
          window.told = []
          window.source = new EventSource('/executions/%s/stream')
          for (const name of ['status', 'stdout', 'stderr', 'reset', 'end'])
            source.addEventListener(name, it => told.push(name + ' ' + it.data))
          """
              .formatted(execution));
      browser.awaits("it has stopped", () -> browser.asks("return source.readyState").equals(2L));

      List<String> asked = streams(browser);
      await("nothing is asked any more")
          .during(QUIET)
          .atMost(QUIET.multipliedBy(2))
          .until(() -> streams(browser).equals(asked));
      List<?> told = (List<?>) browser.asks("return told");
      assertThat(told).filteredOn(it -> it.toString().startsWith("end ")).hasSize(1);
      assertThat(told).last().asString().contains("\"status\":\"COMPLETED\"");
      assertThat(told.toString()).contains("one\\n", "two\\n").doesNotContain("reset");
    }
  }

  private static List<String> streams(Browser browser) {
    return browser.asked().stream().filter(it -> it.contains("/stream")).toList();
  }
}
