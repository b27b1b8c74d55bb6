package dev.livecode.session.web;

import static java.util.Objects.requireNonNull;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.ContentLimits;
import dev.livecode.session.codesession.Draft;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a client may write into a session. */
@Component
class DraftRules {

  private final LanguageCatalog catalog;

  DraftRules(LanguageCatalog catalog) {
    this.catalog = catalog;
  }

  /** The language to open with. */
  String requireOpenable(Draft draft) {
    var violations = new Violations();
    violations.require(draft.language() != null, "Language is required");
    refuseIfWrong(draft, violations);
    return requireNonNull(draft.language());
  }

  void requireSavable(Draft draft) {
    var violations = new Violations();
    violations.require(
        draft.language() != null || draft.sourceCode() != null,
        "Language or source_code is required");
    refuseIfWrong(draft, violations);
  }

  private void refuseIfWrong(Draft draft, Violations violations) {
    if (draft.language() != null && catalog.find(draft.language()).isEmpty()) {
      violations.add("Language must be one of " + names());
    }
    if (draft.sourceCode() != null) {
      violations.requireLegal("source_code", draft.sourceCode(), ContentLimits.SOURCE_BYTES);
    }
    violations.refuseIfAny();
  }

  private String names() {
    return catalog.all().stream().map(Language::name).collect(Collectors.joining(", "));
  }
}
