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
 * What all events have in common on the wire: CloudEvents 1.0, Kafka binary mode, JSON. For the
 * codecs of the contract; services call those.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *     Kafka protocol binding</a>
 */
public final class WireForm {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, new WireTime()))
          .build();

  /** The attributes of one event that are not part of its data; the subject is its key as well. */
  public record Attributes(UUID id, String type, String source, Instant time, String subject) {

    static Attributes of(EncodedEvent encoded) {
      try {
        return new Attributes(
            UUID.fromString(header(encoded, "ce_id")),
            header(encoded, "ce_type"),
            header(encoded, "ce_source"),
            Instant.parse(header(encoded, "ce_time")),
            encoded.key());
      } catch (DateTimeException | IllegalArgumentException e) {
        throw illegal(header(encoded, "ce_type"), e);
      }
    }
  }

  /** The wire form of an event. */
  public static EncodedEvent encode(Attributes attributes, Object data) {
    Map<String, String> headers =
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", attributes.id().toString(),
            "ce_type", attributes.type(),
            "ce_source", attributes.source(),
            "ce_time", WireTime.format(attributes.time()),
            "ce_subject", attributes.subject(),
            "content-type", "application/json");
    return new EncodedEvent(attributes.subject(), headers, JSON.writeValueAsBytes(data));
  }

  /**
   * The data of an event.
   *
   * @throws UndecodableEventException when it does not fit the class
   */
  public static <T> T data(EncodedEvent encoded, Class<T> eventClass) {
    try {
      return requireNonNull(JSON.readValue(encoded.data(), eventClass), "event");
    } catch (JacksonException
        | DateTimeException
        | IllegalArgumentException
        | NullPointerException e) {
      throw illegal(header(encoded, "ce_type"), e);
    }
  }

  /** To be thrown for a type that a codec does not know. */
  public static UndecodableEventException unknownType(String type) {
    return new UndecodableEventException("Unknown event type '" + type + "'", null);
  }

  /**
   * The value of a header.
   *
   * @throws UndecodableEventException when it is missing
   */
  public static String header(EncodedEvent encoded, String name) {
    String value = encoded.headers().get(name);
    if (value == null) {
      throw new UndecodableEventException("Header '" + name + "' is missing", null);
    }
    return value;
  }

  private static UndecodableEventException illegal(String type, RuntimeException cause) {
    return new UndecodableEventException("Not a legal event of type '" + type + "'", cause);
  }

  private WireForm() {}
}
