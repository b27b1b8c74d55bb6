package dev.livecode.execution.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.UndecodableEventException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of the log about one run, as the archive has it.
 *
 * @param copyOf the place of the first record of the same event, null when this is the first
 * @param isEvent whether the projection could read it
 * @param headers JSON, an array of pairs
 */
@SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
record ArchivedRecord(
    Place place,
    @Nullable Place copyOf,
    boolean isEvent,
    String topic,
    int partition,
    long offset,
    byte @Nullable [] key,
    byte[] headers,
    byte @Nullable [] data) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final RunEventCodec CODEC = new RunEventCodec();

  /** The event in it; empty when the view has not taken it as one. */
  Optional<EventEnvelope> event() {
    if (!isEvent || key == null || data == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CODEC.decode(new EncodedEvent(new String(key, UTF_8), headersByName(), data)));
    } catch (UndecodableEventException _) {
      return Optional.empty();
    }
  }

  /** The headers as they came, in their order. */
  JsonNode allHeaders() {
    return JSON.readTree(headers);
  }

  private Map<String, String> headersByName() {
    var byName = new HashMap<String, String>();
    for (JsonNode pair : allHeaders()) {
      if (pair.path(1).isString()) {
        byName.put(pair.path(0).asString(), pair.path(1).asString());
      }
    }
    return byName;
  }

  /** What a header says, null when there is none or it is no text. */
  @Nullable String header(String name) {
    return headersByName().get(name);
  }
}
