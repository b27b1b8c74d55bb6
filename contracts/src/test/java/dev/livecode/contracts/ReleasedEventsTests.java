package dev.livecode.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Old readers meet new events and new readers old ones. What a release had stands in a folder with
 * copies of its schemas: the next one is covered once its copies lie there. They never change.
 */
class ReleasedEventsTests {

  private static final Path RELEASES = Path.of("src", "test", "resources", "released");

  static List<EventSchema> released() throws IOException {
    try (Stream<Path> releases = Files.list(RELEASES)) {
      return releases.sorted().flatMap(it -> EventSchema.in(it).stream()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void anEventFromThenIsReadToday(EventSchema then) {
    EventKind today = today(then);

    assertThat(Variants.conforming(then))
        .allSatisfy(
            it -> {
              assertThat(today.schema().errorsIn(it)).isEmpty();
              assertThat(today.read(it)).isInstanceOf(today.form());
            });
  }

  @ParameterizedTest
  @MethodSource("released")
  void anEventOfTodayIsOneThatReadersFromThenTake(EventSchema then) {
    EventKind today = today(then);

    assertThat(Variants.conforming(today.schema()))
        .allSatisfy(it -> assertThat(then.errorsIn(today.again(it))).isEmpty());
  }

  private static EventKind today(EventSchema then) {
    assertThat(EventKind.all()).extracting(EventKind::type).contains(then.type());
    return EventKind.all().stream().filter(it -> it.type().equals(then.type())).findFirst().get();
  }
}
