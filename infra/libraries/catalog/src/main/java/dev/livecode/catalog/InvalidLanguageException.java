package dev.livecode.catalog;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A language that can't be offered as its folder states it. */
public final class InvalidLanguageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidLanguageException(Path file, String reason) {
    this(file, reason, null);
  }

  InvalidLanguageException(Path file, String reason, @Nullable Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
