package dev.livecode.execution.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.RunStarted;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.StdinTaken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of an event's data anybody may see, by the names of docs/events.md. Each field is named here
 * that is told, so that no new one is told by accident.
 */
final class ToldData {

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final boolean withText;

  private ToldData(boolean withText) {
    this.withText = withText;
  }

  /** With or without what a person or a program wrote. */
  static Map<String, Object> of(RunEvent event, boolean withText) {
    return new ToldData(withText).read(event).fields;
  }

  /** Which attempt the event is of, null for none. */
  static @Nullable UUID attempt(RunEvent event) {
    return switch (event) {
      case RunStarted started -> started.attemptId();
      case RunOutput output -> output.attemptId();
      case StdinTaken taken -> taken.attemptId();
      case RunFinished finished -> finished.attemptId();
      case RunRequested _, CancelRequested _, StdinGiven _ -> null;
    };
  }

  private ToldData read(RunEvent event) {
    return switch (event) {
      case RunRequested requested -> requested(requested);
      case RunStarted started -> put("started_at", started.startedAt());
      case RunOutput output ->
          put("stream", output.stream())
              .put("offset", output.offset())
              .put("bytes", output.data().length)
              .text("data", output.data());
      case RunFinished finished -> finished(finished);
      case CancelRequested cancel -> put("requested_at", cancel.requestedAt());
      case StdinGiven given ->
          put("sequence", given.sequence())
              .put("bytes", given.text().getBytes(UTF_8).length)
              .put("end", given.end())
              .text("text", given.text());
      case StdinTaken taken -> put("bytes", taken.bytes());
    };
  }

  private ToldData requested(RunRequested event) {
    return put("language", event.language())
        .put("limits", event.limits())
        .put("interactive", event.interactive())
        .text("source_code", event.sourceCode())
        .text("stdin", event.stdin())
        .text("arguments", event.arguments());
  }

  private ToldData finished(RunFinished event) {
    return put("outcome", event.outcome())
        .put("exit_code", event.exitCode())
        .put("signal", event.signal())
        .put("usage", event.usage())
        .put("stdout", event.stdout())
        .put("stderr", event.stderr())
        .put("started_at", event.startedAt())
        .put("finished_at", event.finishedAt());
  }

  private ToldData put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  private ToldData text(String name, Object value) {
    return withText ? put(name, value) : this;
  }
}
