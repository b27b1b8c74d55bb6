package dev.livecode.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What docs/events.md shows is what is sent: the codecs' tests go by its examples. */
class DocumentedEventsTests {

  @Test
  void everyTypeHasItsExampleThere() {
    var types = new TreeSet<>(EventTypes.names());
    types.add("dev.livecode.language.found.v1");

    assertThat(DocumentedEvents.all().keySet()).isEqualTo(types);
  }
}
