package dev.livecode.contracts;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Turns events into their wire form and back. Readers ignore fields that they do not know.
 * Thread-safe.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *     Kafka protocol binding</a>
 */
public final class RunEventCodec {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, new WireTime()))
          .build();

  /** The wire form of an event. */
  public EncodedEvent encode(EventEnvelope envelope) {
    String key = envelope.event().executionId().toString();
    Map<String, String> headers =
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", envelope.id().toString(),
            "ce_type", EventTypes.nameOf(envelope.event()),
            "ce_source", envelope.source(),
            "ce_time", WireTime.format(envelope.time()),
            "ce_subject", key,
            "content-type", "application/json");
    return new EncodedEvent(key, headers, JSON.writeValueAsBytes(envelope.event()));
  }

  /**
   * The event in its own form.
   *
   * @throws UndecodableEventException when a header is missing, the type is unknown, or the data
   *     does not fit it
   */
  public EventEnvelope decode(EncodedEvent encoded) {
    String type = header(encoded, "ce_type");
    Class<? extends RunEvent> eventClass =
        EventTypes.classOf(type)
            .orElseThrow(
                () -> new UndecodableEventException("Unknown event type '" + type + "'", null));
    try {
      return new EventEnvelope(
          UUID.fromString(header(encoded, "ce_id")),
          header(encoded, "ce_source"),
          Instant.parse(header(encoded, "ce_time")),
          requireNonNull(JSON.readValue(encoded.data(), eventClass), "event"));
    } catch (JacksonException
        | DateTimeException
        | IllegalArgumentException
        | NullPointerException e) {
      throw new UndecodableEventException("Not a legal event of type '" + type + "'", e);
    }
  }

  private static String header(EncodedEvent encoded, String name) {
    String value = encoded.headers().get(name);
    if (value == null) {
      throw new UndecodableEventException("Header '" + name + "' is missing", null);
    }
    return value;
  }
}
