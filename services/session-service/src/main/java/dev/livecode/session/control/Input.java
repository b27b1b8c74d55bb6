package dev.livecode.session.control;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What somebody types into a run.
 *
 * @param text empty for none
 * @param end whether standard input ends with it
 * @param sequence the client's number of it, from 1 on; null for the next
 */
public record Input(String text, boolean end, @Nullable Long sequence) {

  public Input(@Nullable String text, boolean end, @Nullable Long sequence) {
    this.text = text == null ? "" : text;
    this.end = end;
    this.sequence = sequence;
  }

  int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
