package dev.livecode.session.codesession;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.ContentLimits;
import dev.livecode.session.web.Violations;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of opening and of saving a session. */
record SavedProgram(@Nullable String language, @Nullable String sourceCode) {

  static final SavedProgram NOTHING = new SavedProgram(null, null);

  void requireOpenable(LanguageCatalog catalog) {
    var violations = new Violations();
    violations.require(language != null, "Language is required");
    refuseIfWrong(violations, catalog);
  }

  void requireSavable(LanguageCatalog catalog) {
    var violations = new Violations();
    violations.require(
        language != null || sourceCode != null, "Language or source_code is required");
    refuseIfWrong(violations, catalog);
  }

  private void refuseIfWrong(Violations violations, LanguageCatalog catalog) {
    if (language != null && catalog.find(language).isEmpty()) {
      violations.add("Language must be one of " + names(catalog));
    }
    if (sourceCode != null) {
      violations.requireLegal("source_code", sourceCode, ContentLimits.SOURCE_BYTES);
    }
    violations.refuseIfAny();
  }

  private static String names(LanguageCatalog catalog) {
    return catalog.all().stream().map(Language::name).collect(Collectors.joining(", "));
  }

  byte @Nullable [] source() {
    return sourceCode == null ? null : sourceCode.getBytes(UTF_8);
  }
}
