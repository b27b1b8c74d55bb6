package dev.livecode.contracts.languages;

import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.WireForm;
import java.util.UUID;

/** Turns {@link LanguageFound} into its wire form, keyed by language, and back. Thread-safe. */
public final class LanguageFoundCodec {

  private static final String TYPE = "dev.livecode.language.found.v1";

  /** The wire form, with an id of its own. */
  public EncodedEvent encode(LanguageFound event) {
    return WireForm.encode(
        new WireForm.Attributes(
            UUID.randomUUID(),
            TYPE,
            "/runner/" + event.runner(),
            event.foundAt(),
            event.language()),
        event);
  }

  /**
   * The event in its own form.
   *
   * @throws UndecodableEventException when a header is missing, the type is another, or the data
   *     does not fit it
   */
  public LanguageFound decode(EncodedEvent encoded) {
    String type = WireForm.header(encoded, "ce_type");
    if (!type.equals(TYPE)) {
      throw WireForm.unknownType(type);
    }
    return WireForm.data(encoded, LanguageFound.class);
  }
}
