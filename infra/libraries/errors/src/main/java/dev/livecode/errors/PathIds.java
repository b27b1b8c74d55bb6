package dev.livecode.errors;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Reads ids in paths: UUIDs in their canonical form alone. */
@ControllerAdvice
class PathIds {

  // UUID.fromString alone takes "1-1-1-1-1".
  private static final Pattern CANONICAL =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** An editor and no converter: where a converter refuses, Spring asks its own lenient editor. */
  @InitBinder
  void readIds(WebDataBinder binder) {
    binder.registerCustomEditor(UUID.class, new CanonicalUuid());
  }

  private static final class CanonicalUuid extends PropertyEditorSupport {

    @Override
    public void setAsText(String text) {
      if (!CANONICAL.matcher(text).matches()) {
        throw new IllegalArgumentException("No UUID");
      }
      setValue(UUID.fromString(text));
    }
  }
}
