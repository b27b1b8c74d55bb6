package dev.livecode.execution.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Events as the archive has them, without an archive. */
final class Archived {

  private static final RunEventCodec CODEC = new RunEventCodec();
  private static final JsonMapper JSON = new JsonMapper();

  static ArchivedRecord request(RunRequested event, Instant time) {
    return record(new Place(true, 1), event, time);
  }

  static ArchivedRecord event(long number, RunEvent event, Instant time) {
    return record(new Place(false, number), event, time);
  }

  static ArchivedRecord noEvent(long number) {
    return new ArchivedRecord(
        new Place(false, number), null, false, "t", 0, number, null, "[]".getBytes(UTF_8), null);
  }

  private static ArchivedRecord record(Place place, RunEvent event, Instant time) {
    EncodedEvent encoded = CODEC.encode(EventEnvelope.of("/runner/secret", time, event));
    List<List<String>> pairs = new ArrayList<>();
    encoded.headers().forEach((name, value) -> pairs.add(List.of(name, value)));
    return new ArchivedRecord(
        place,
        null,
        true,
        "t",
        0,
        place.number(),
        encoded.key().getBytes(UTF_8),
        JSON.writeValueAsBytes(pairs),
        encoded.data());
  }

  private Archived() {}
}
