package dev.livecode.local;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.Language;
import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import dev.livecode.local.console.Console;
import dev.livecode.local.system.CannotStartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** Runs every language's template through the public API and compares what it prints. */
final class SelfCheck {

  private static final Duration POLL = Duration.ofMillis(5);

  private final ApiClient api;
  private final Path languages;
  private final Console console;

  SelfCheck(URI url, Path languages, Console console) {
    this.api = new ApiClient(url);
    this.languages = languages;
    this.console = console;
  }

  /** Asks for all of them first, so that the runner has its slots full, and shows them in order. */
  void run() throws IOException, InterruptedException {
    var begun = new ArrayList<Check>();
    for (Language language : CatalogReader.read(languages).all()) {
      begun.add(begin(language));
    }
    for (Check check : begun) {
      end(check);
    }
  }

  private Check begin(Language language) throws IOException, InterruptedException {
    String session = api.open(language.name()).text("session_id");
    Answer run = api.run(session, Map.of());
    if (run.status() != 200) {
      throw new CannotStartException(
          "The self-check could not run " + language.title() + ": " + run.body());
    }
    return new Check(language, session, run.text("execution_id"));
  }

  private void end(Check check) throws IOException, InterruptedException {
    Language language = check.language();
    Answer ended = api.awaitEnd(check.execution(), POLL);
    if (!ended.text("stdout").equals(language.greeting())) {
      throw new CannotStartException(
          "The self-check ran " + language.title() + ", and it did not greet: " + ended.body());
    }
    api.call("DELETE", "/code-sessions/" + check.session(), null);
    console.say(
        "  %-10s says %s (%d ms)"
            .formatted(
                language.name(),
                language.greeting().strip(),
                ended.body().path("execution_time_ms").asInt()));
  }

  private record Check(Language language, String session, String execution) {}
}
