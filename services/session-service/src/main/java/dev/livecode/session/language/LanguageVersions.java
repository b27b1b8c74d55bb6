package dev.livecode.session.language;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which versions the runners have, as far as they have told. Thread-safe. */
@Component
public class LanguageVersions {

  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** The last that was told of a language; null when no runner has told of it yet. */
  public @Nullable String of(String language) {
    return versions.get(language);
  }

  /** Keeps what a runner told, in the place of what was told before. */
  public void keep(String language, String version) {
    versions.put(language, version);
  }
}
