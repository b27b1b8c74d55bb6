package dev.livecode.contracts.languages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A runner asked a language's runtime for its version. The last of these of a language is what
 * programs run in now; it is about no run.
 *
 * @param version what the runtime says of itself, one line
 * @param runner the runner that asked
 */
public record LanguageFound(String language, String version, String runner, Instant foundAt) {

  public LanguageFound {
    requireNonNull(language, "language");
    requireNonNull(version, "version");
    requireNonNull(runner, "runner");
    requireNonNull(foundAt, "found_at");
  }
}
