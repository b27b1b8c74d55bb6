package dev.livecode.session.codesession;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** What a client writes into a session; what is null stays as it is. */
public record Draft(@Nullable String language, @Nullable String sourceCode) {

  byte @Nullable [] source() {
    return sourceCode == null ? null : sourceCode.getBytes(UTF_8);
  }
}
