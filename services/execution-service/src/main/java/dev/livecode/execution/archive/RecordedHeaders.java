package dev.livecode.execution.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Headers as the archive keeps them: JSON in UTF-8, an array of pairs in the order of the record,
 * each value a string or, where its bytes are no UTF-8, {@code {"base64": …}}.
 */
public final class RecordedHeaders {

  private static final JsonMapper JSON = new JsonMapper();

  /** The headers as they are recorded. */
  public static byte[] of(Headers headers) {
    List<List<@Nullable Object>> pairs = new ArrayList<>();
    for (Header header : headers) {
      pairs.add(Arrays.asList(header.key(), value(header.value())));
    }
    return JSON.writeValueAsBytes(pairs);
  }

  /** The headers that were recorded so. */
  public static Headers parse(byte[] recorded) {
    var headers = new RecordHeaders();
    for (JsonNode pair : JSON.readTree(recorded)) {
      headers.add(pair.path(0).asString(), bytes(pair.path(1)));
    }
    return headers;
  }

  private static byte @Nullable [] bytes(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    return value.isString() ? value.asString().getBytes(UTF_8) : value.path("base64").binaryValue();
  }

  private static @Nullable Object value(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return Map.of("base64", bytes);
    }
  }

  private RecordedHeaders() {}
}
