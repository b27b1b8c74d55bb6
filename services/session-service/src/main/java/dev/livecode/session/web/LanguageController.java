package dev.livecode.session.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunLimits;
import dev.livecode.session.language.LanguageVersions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which languages are on offer. */
@RestController
class LanguageController {

  /**
   * One language.
   *
   * @param extensions endings of file names that mean it, without the dot
   * @param version what its runtime says of itself, null until a runner has told it
   * @param interactiveWallTimeMs the wall time limit of a run that somebody types into
   * @param processes how many processes and threads a program may have at once, its runtime's own
   *     and the sandbox's included
   */
  record Offer(
      String name,
      String title,
      List<String> extensions,
      @JsonInclude @Nullable String version,
      String template,
      RunLimits limits,
      long interactiveWallTimeMs,
      int processes) {

    static Offer of(Language language, @Nullable String version) {
      return new Offer(
          language.name(),
          language.title(),
          language.extensions(),
          version,
          language.template(),
          language.limits(),
          language.interactiveWallTimeMs(),
          language.processes());
    }
  }

  record Offers(List<Offer> languages) {}

  private final LanguageCatalog catalog;
  private final LanguageVersions versions;

  LanguageController(LanguageCatalog catalog, LanguageVersions versions) {
    this.catalog = catalog;
    this.versions = versions;
  }

  @GetMapping("/languages")
  Offers languages() {
    return new Offers(
        catalog.all().stream().map(it -> Offer.of(it, versions.of(it.name()))).toList());
  }
}
