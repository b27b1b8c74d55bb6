package dev.livecode.execution.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event as operators see it: with the record that it came in. */
record OperatedEvent(@JsonUnwrapped ToldEvent event, InKafka record) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A record of Kafka's.
   *
   * @param producer which part says that it wrote it
   * @param headers pairs of a name and a value, in their order
   * @param data the whole value, where it is asked for and is JSON
   * @param dataBase64 the same, where it is no JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
  record InKafka(
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      @Nullable String producer,
      JsonNode headers,
      @Nullable JsonNode data,
      byte @Nullable [] dataBase64) {}

  static OperatedEvent of(ArchivedRecord it, boolean withData) {
    byte[] data = withData ? it.data() : null;
    JsonNode json = json(data);
    return new OperatedEvent(
        ToldEvent.of(it, false),
        new InKafka(
            it.topic(),
            it.partition(),
            it.offset(),
            it.key() == null ? null : new String(it.key(), UTF_8),
            it.header("ce_source"),
            it.allHeaders(),
            json,
            json == null ? data : null));
  }

  private static @Nullable JsonNode json(byte @Nullable [] data) {
    try {
      JsonNode json = data == null ? null : JSON.readTree(data);
      return json == null || json.isMissingNode() ? null : json;
    } catch (JacksonException _) {
      return null;
    }
  }
}
