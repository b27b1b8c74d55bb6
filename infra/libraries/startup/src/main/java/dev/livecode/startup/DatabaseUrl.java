package dev.livecode.startup;

import java.util.regex.Pattern;

/**
 * Where a part was told that its database is.
 *
 * @param value as it was set; may hold a password
 */
record DatabaseUrl(String value) {

  private static final String HOST = "(\\[[0-9A-Fa-f:.%]+]|[^/?@:,\\[\\]]*)(:[0-9]{1,5})?";
  private static final Pattern POSTGRES =
      Pattern.compile(
          "jdbc:postgresql:(//" + HOST + "(," + HOST + ")*(/[^/?]*)?|[^/?]*)([?].*)?",
          Pattern.DOTALL);

  boolean isOfPostgres() {
    return POSTGRES.matcher(value).matches();
  }

  /** Without whatever may be a secret. */
  String toShow() {
    return value.replaceFirst("(?s)[?].*", "").replaceFirst("//[^/]*@", "//");
  }
}
