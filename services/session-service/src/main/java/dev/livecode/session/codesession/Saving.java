package dev.livecode.session.codesession;

import dev.livecode.session.antispam.Exceeded;

/** What becomes of saving a session. */
public sealed interface Saving {

  /** Also when nothing had changed. */
  record Saved() implements Saving {}

  record NotFound() implements Saving {}

  record Inactive() implements Saving {}

  record TooOften(Exceeded limit) implements Saving {}
}
