package dev.livecode.contracts;

import java.util.Map;

/**
 * An event in its wire form: CloudEvents 1.0, Kafka binary mode.
 *
 * @param key what the event is about: an execution id, or a language
 * @param headers {@code ce_…} attributes and {@code content-type}
 * @param data the event as JSON, in UTF-8; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
public record EncodedEvent(String key, Map<String, String> headers, byte[] data) {

  public EncodedEvent {
    headers = Map.copyOf(headers);
  }
}
