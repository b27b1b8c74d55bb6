package dev.livecode.contracts;

import java.util.Map;
import java.util.Optional;

/** The table of event types and versions. A breaking change is a new row beside the old one. */
final class EventTypes {

  private static final Map<String, Class<? extends RunEvent>> BY_NAME =
      Map.of(
          "dev.livecode.run.requested.v1", RunRequested.class,
          "dev.livecode.run.started.v1", RunStarted.class,
          "dev.livecode.run.output.v1", RunOutput.class,
          "dev.livecode.run.finished.v1", RunFinished.class);

  static Optional<Class<? extends RunEvent>> classOf(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static String nameOf(RunEvent event) {
    return switch (event) {
      case RunRequested _ -> "dev.livecode.run.requested.v1";
      case RunStarted _ -> "dev.livecode.run.started.v1";
      case RunOutput _ -> "dev.livecode.run.output.v1";
      case RunFinished _ -> "dev.livecode.run.finished.v1";
    };
  }

  private EventTypes() {}
}
