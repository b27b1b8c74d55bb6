package dev.livecode.contracts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Times as every part of Livecode writes them: ISO 8601, UTC, always three digits of milliseconds.
 */
public final class WireTime extends StdSerializer<Instant> {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public WireTime() {
    super(Instant.class);
  }

  /** For example {@code 2026-11-01T09:30:00.000Z}; anything finer than a millisecond is cut off. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }

  @Override
  public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
    json.writeString(format(time));
  }
}
