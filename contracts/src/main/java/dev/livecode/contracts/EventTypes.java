package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The types of events, as each record says its own. */
final class EventTypes {

  private static final Map<String, Class<?>> BY_NAME =
      Stream.of(RunEvent.class.getPermittedSubclasses())
          .collect(toUnmodifiableMap(EventTypes::nameOf, Function.identity()));

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  static Optional<Class<? extends RunEvent>> classOf(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(it -> it.asSubclass(RunEvent.class));
  }

  static String nameOf(Class<?> event) {
    return requireNonNull(event.getAnnotation(EventType.class), event.getName()).value();
  }

  private EventTypes() {}
}
