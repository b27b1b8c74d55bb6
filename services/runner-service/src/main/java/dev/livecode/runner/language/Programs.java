package dev.livecode.runner.language;

import static java.util.stream.Collectors.toSet;

import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.sandbox.Profile;
import java.util.Optional;
import java.util.Set;

/** Makes programs out of requests. Immutable. */
public final class Programs {

  private final LanguageCatalog catalog;

  /** Programs in the catalog's languages. */
  public Programs(LanguageCatalog catalog) {
    this.catalog = catalog;
  }

  /** The program that was asked for; empty when this runner does not know its language. */
  public Optional<Program> of(RunRequested run) {
    return catalog.find(run.language()).map(language -> new Program(run, language));
  }

  /** Every profile that a language has by default. */
  Set<Profile> profiles() {
    return catalog.all().stream().map(Program::profileOf).collect(toSet());
  }
}
