package dev.livecode.execution.audit;

import dev.livecode.contracts.EventEnvelope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event of a run as anybody may see it; what is null is not written.
 *
 * @param attempt whose event it is, null where it is of none
 * @param duplicateOf the position of the same event, which was in the log before
 * @param unreadable true for a record that is no event; nothing more is told of it
 * @param data what it says
 */
record ToldEvent(
    long position,
    @Nullable String type,
    @Nullable Integer version,
    @Nullable Instant time,
    @Nullable UUID attempt,
    @Nullable Long duplicateOf,
    @Nullable Boolean unreadable,
    @Nullable Map<String, Object> data) {

  private static final Pattern TYPE =
      Pattern.compile("dev\\.livecode\\.([a-z0-9.-]{1,100})\\.v(\\d{1,9})");

  /**
   * The event in the record.
   *
   * @param withText whether its source, input or output is told
   */
  static ToldEvent of(ArchivedRecord record, boolean withText) {
    Long duplicateOf = record.copyOf() == null ? null : record.copyOf().position();
    long position = record.place().position();
    return record
        .event()
        .map(it -> of(position, duplicateOf, record, it, withText))
        .orElseGet(() -> new ToldEvent(position, null, null, null, null, duplicateOf, true, null));
  }

  private static ToldEvent of(
      long position,
      @Nullable Long duplicateOf,
      ArchivedRecord record,
      EventEnvelope envelope,
      boolean withText) {
    Matcher type = TYPE.matcher(String.valueOf(record.header("ce_type")));
    boolean isNamed = type.matches();
    return new ToldEvent(
        position,
        isNamed ? type.group(1) : null,
        isNamed ? Integer.valueOf(type.group(2)) : null,
        envelope.time(),
        ToldData.attempt(envelope.event()),
        duplicateOf,
        null,
        ToldData.of(envelope.event(), withText));
  }
}
