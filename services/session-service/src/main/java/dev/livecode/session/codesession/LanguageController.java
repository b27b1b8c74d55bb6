package dev.livecode.session.codesession;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunLimits;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which languages are on offer. */
@RestController
class LanguageController {

  record Offer(String name, String title, String template, RunLimits limits) {

    static Offer of(Language language) {
      return new Offer(language.name(), language.title(), language.template(), language.limits());
    }
  }

  record Offers(List<Offer> languages) {}

  private final Offers offers;

  LanguageController(LanguageCatalog catalog) {
    this.offers = new Offers(catalog.all().stream().map(Offer::of).toList());
  }

  @GetMapping("/languages")
  Offers languages() {
    return offers;
  }
}
