package dev.livecode.runner.sandbox.docker;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.language.Ending;
import dev.livecode.runner.language.Program;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Runs programs in the languages of the folder, as the queue's worker would. */
final class Trial implements AutoCloseable {

  private final LanguageCatalog catalog =
      CatalogReader.read(Path.of("../../infra/sandbox/languages"));
  private final Programs programs = new Programs(catalog);
  private final TestEngine engine;

  Trial(Isolation isolation) {
    engine = new TestEngine(isolation, 1);
  }

  Language language(String name) {
    return catalog.find(name).orElseThrow();
  }

  Ending run(String language, String source, RunLimits limits, Heard heard) throws Exception {
    var request =
        new RunRequested(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            language,
            source,
            "",
            List.of(),
            limits,
            false,
            Instant.now());
    Program program = programs.of(request).orElseThrow();
    return program.ending(engine.sandbox.run(program.job(), heard), heard.stderr());
  }

  @Override
  public void close() {
    engine.close();
  }
}
