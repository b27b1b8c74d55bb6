package dev.livecode.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.languages.LanguageFound;
import dev.livecode.contracts.languages.LanguageFoundCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A type and version of event, and how the code reads and writes it. */
record EventKind(String type, Class<?> form) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final RunEventCodec RUNS = new RunEventCodec();
  private static final LanguageFoundCodec LANGUAGES = new LanguageFoundCodec();

  /** All there are, in the order of a run's life. */
  static List<EventKind> all() {
    return Stream.concat(
            Stream.of(RunEvent.class.getPermittedSubclasses())
                .map(it -> new EventKind(EventTypes.nameOf(it), it)),
            Stream.of(new EventKind("dev.livecode.language.found.v1", LanguageFound.class)))
        .toList();
  }

  EventSchema schema() {
    return EventSchema.of(type);
  }

  /** The event that a reader takes this data for. */
  Object read(JsonNode data) {
    var headers =
        Map.of(
            "ce_type",
            type,
            "ce_id",
            Samples.EVENT.toString(),
            "ce_source",
            "/test",
            "ce_time",
            Samples.TIME.toString());
    var encoded = new EncodedEvent("", headers, data.toString().getBytes(UTF_8));
    return form == LanguageFound.class ? LANGUAGES.decode(encoded) : RUNS.decode(encoded).event();
  }

  /** What a writer sends of this event. */
  String sent(Object event) {
    EncodedEvent encoded =
        event instanceof RunEvent run
            ? RUNS.encode(Samples.envelope(run))
            : LANGUAGES.encode((LanguageFound) event);
    return new String(encoded.data(), UTF_8);
  }

  /** What a reader who knows only the schema finds in an event that was read and sent again. */
  JsonNode again(JsonNode data) {
    return JSON.readTree(sent(read(data)));
  }

  @Override
  public String toString() {
    return type;
  }
}
