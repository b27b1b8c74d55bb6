package dev.livecode.session.codesession;

import dev.livecode.session.antispam.Exceeded;
import java.util.UUID;

/** What becomes of opening a session. */
public sealed interface Opening {

  record Opened(UUID session) implements Opening {}

  record TooOften(Exceeded limit) implements Opening {}
}
