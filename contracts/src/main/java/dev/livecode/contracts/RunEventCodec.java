package dev.livecode.contracts;

/**
 * Turns events into their wire form and back. Readers ignore fields that they do not know.
 * Thread-safe.
 */
public final class RunEventCodec {

  /** The name of a type of event on the wire. */
  public static String typeOf(Class<? extends RunEvent> event) {
    return EventTypes.nameOf(event);
  }

  /** The wire form of an event. */
  public EncodedEvent encode(EventEnvelope envelope) {
    return WireForm.encode(
        new WireForm.Attributes(
            envelope.id(),
            EventTypes.nameOf(envelope.event().getClass()),
            envelope.source(),
            envelope.time(),
            envelope.event().executionId().toString()),
        envelope.event());
  }

  /**
   * The event in its own form.
   *
   * @throws UndecodableEventException when a header is missing, the type is unknown, or the data
   *     does not fit it
   */
  public EventEnvelope decode(EncodedEvent encoded) {
    String type = WireForm.header(encoded, "ce_type");
    Class<? extends RunEvent> eventClass =
        EventTypes.classOf(type).orElseThrow(() -> WireForm.unknownType(type));
    var attributes = WireForm.Attributes.of(encoded);
    return new EventEnvelope(
        attributes.id(),
        attributes.source(),
        attributes.time(),
        WireForm.data(encoded, eventClass));
  }
}
