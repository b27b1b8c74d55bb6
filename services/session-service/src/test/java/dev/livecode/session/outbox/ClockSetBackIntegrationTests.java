package dev.livecode.session.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.session.testing.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is in the database was written by a clock that was an hour ahead of now. */
class ClockSetBackIntegrationTests extends RunningService {

  private static final Duration HOUR = Duration.ofHours(1);

  @Autowired private OutboxTable table;

  @Test
  void anEventThatSomebodyHeldWhenTheClockWasSetBackIsSent() {
    var run =
        new RunRequested(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            "python",
            "print(1)",
            "",
            List.of(),
            new RunLimits(1_000, 1_000, 64L << 20, 1_024),
            false,
            Instant.now());
    EventEnvelope envelope = EventEnvelope.of("/test", run.acceptedAt(), run);
    long _ =
        table.add(envelope.id(), Topics.RUN_REQUESTS, new RunEventCodec().encode(envelope), HOUR);
    await().atMost(20, SECONDS).until(() -> LOG.requestsOf(run.sessionId()).size() == 1);
  }

  @Test
  void aSessionIsNeverSavedBeforeItWasOpened() {
    UUID session = calls().open("print(1)");
    jdbc.sql(
            "UPDATE code_session SET created_at = now() + interval '1 hour',"
                + " updated_at = now() + interval '1 hour' WHERE id = ?")
        .param(session)
        .update();
    String path = "/code-sessions/" + session;
    assertThat(calls().send("PATCH", path, "{\"source_code\":\"print(2)\"}").status())
        .isEqualTo(200);
    assertThat(calls().get(path).field("updated_at"))
        .isEqualTo(calls().get(path).field("created_at"));
  }
}
