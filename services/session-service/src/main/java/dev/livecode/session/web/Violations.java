package dev.livecode.session.web;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one request, so that it can be told at once. Not thread-safe. */
final class Violations {

  private final List<String> sentences = new ArrayList<>();
  private @Nullable String tooLarge;

  /** Something is wrong. */
  void add(String sentence) {
    sentences.add(sentence);
  }

  /** Something is wrong unless the condition holds. */
  void require(boolean condition, String sentence) {
    if (!condition) {
      add(sentence);
    }
  }

  /**
   * A text must be legal Unicode: JSON can spell a surrogate without its partner, which no UTF-8
   * can carry.
   */
  void requireLegal(String field, String text) {
    require(
        StandardCharsets.UTF_8.newEncoder().canEncode(text),
        field + " must be legal Unicode: it has a surrogate without its partner");
  }

  /** A text must be legal Unicode and not too large, which is a refusal of its own. */
  void requireLegal(String field, String text, int maxBytes) {
    requireLegal(field, text);
    if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      tooLarge = field + " must be at most " + maxBytes + " bytes of UTF-8";
    }
  }

  /** Refuses the request when anything is wrong with it. */
  void refuseIfAny() {
    if (!sentences.isEmpty()) {
      throw RefusedException.invalid(sentences);
    }
    if (tooLarge != null) {
      throw RefusedException.because(Problem.PAYLOAD_TOO_LARGE, tooLarge);
    }
  }
}
