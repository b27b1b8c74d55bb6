package dev.livecode.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The languages on offer. Immutable. */
public final class LanguageCatalog {

  private final Map<String, Language> byName = new LinkedHashMap<>();

  LanguageCatalog(Collection<Language> languages) {
    languages.forEach(language -> byName.put(language.name(), language));
  }

  /** The language with exactly this name. */
  public Optional<Language> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The language whose files end this way, for example {@code py}. */
  public Optional<Language> findByExtension(String extension) {
    return all().stream().filter(it -> it.extensions().contains(extension)).findFirst();
  }

  /** All of them, by name. */
  public Collection<Language> all() {
    return Collections.unmodifiableCollection(byName.values());
  }
}
