package dev.livecode.session.web;

import static java.util.Objects.requireNonNullElse;

import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.rerun.Selection;
import dev.livecode.session.rerun.TimeRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an operator may ask of a batch. */
@Component
class BatchRules {

  /** A batch that may be. */
  record Wish(Selection selection, double rate) {}

  private static final double DEFAULT_RATE = 5;
  private static final double HIGHEST_RATE = 100;
  private static final double LOWEST_RATE = 0.01;

  private final LanguageCatalog catalog;

  BatchRules(LanguageCatalog catalog) {
    this.catalog = catalog;
  }

  Wish require(BatchRequest request) {
    var violations = new Violations();
    String language = requireNonNullElse(request.language(), "");
    violations.require(catalog.find(language).isPresent(), "language must be one that is offered");
    Instant from = time("from", request.from(), violations);
    Instant to = time("to", request.to(), violations);
    double rate = requireNonNullElse(request.rate(), DEFAULT_RATE);
    violations.require(
        rate >= LOWEST_RATE && rate <= HIGHEST_RATE,
        "rate must be from " + LOWEST_RATE + " to " + HIGHEST_RATE + " runs a second");
    violations.refuseIfAny();
    return new Wish(new Selection(language, from, to), rate);
  }

  private static Instant time(String field, @Nullable String text, Violations violations) {
    try {
      return Instant.parse(requireNonNullElse(text, ""));
    } catch (DateTimeException e) {
      violations.add(field + " must be a time such as 2026-11-01T00:00:00Z");
      return Instant.EPOCH; // Refused all the same.
    }
  }

  /** What counts as another time. */
  static TimeRule timeRule(@Nullable String factor, @Nullable String leastMs) {
    try {
      var rule =
          new TimeRule(
              factor == null ? TimeRule.DEFAULT.factor() : Double.parseDouble(factor),
              leastMs == null ? TimeRule.DEFAULT.leastMs() : Long.parseLong(leastMs));
      if (rule.factor() >= 1 && rule.leastMs() >= 0) {
        return rule;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw RefusedException.invalid(
        List.of("time_factor must be a number from 1 on, time_least_ms one from 0 on"));
  }
}
