package dev.livecode.endtoend;

import org.junit.jupiter.api.Tag;

/** What the system that Compose starts refuses. */
@Tag("compose")
class ComposeBadInputEndToEndTests extends BadInputCases {

  ComposeBadInputEndToEndTests() {
    super(ComposeSystem.shared());
  }
}
