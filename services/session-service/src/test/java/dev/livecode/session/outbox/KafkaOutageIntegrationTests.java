package dev.livecode.session.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunRequested;
import dev.livecode.embedded.KafkaBroker;
import dev.livecode.session.testing.ShakyService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KafkaOutageIntegrationTests extends ShakyService {

  @Test
  void runsAreAcceptedWithoutKafkaAndNoneIsLost() {
    List<UUID> beforeTheFirstStart = acceptedQuickly(12);
    try (KafkaBroker broker = startKafka()) {
      awaitOnceEach(beforeTheFirstStart, "after the first start");
      UUID finished = acceptedQuickly(1).getFirst();
      awaitOnceEach(List.of(finished), "while all is well");
    }
    List<UUID> whileStopped = acceptedQuickly(12);
    try (KafkaBroker broker = startKafka()) {
      awaitOnceEach(whileStopped, "after the return");
      awaitReleaseByEvent(whileStopped.getFirst());
    }
  }

  private List<UUID> acceptedQuickly(int count) {
    List<UUID> sessions = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      UUID session = calls().open("print(1)");
      long begin = System.nanoTime();
      calls().runAccepted(session);
      // Waiting for Kafka would take longer than that by far, and a busy machine does not.
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      sessions.add(session);
    }
    return sessions;
  }

  private static void awaitOnceEach(List<UUID> sessions, String when) {
    long begin = System.nanoTime();
    await(when).atMost(10, SECONDS).until(() -> requestedSessions().containsAll(sessions));
    System.out.printf(
        "%d requests were in the log %d ms %s%n",
        sessions.size(), Duration.ofNanos(System.nanoTime() - begin).toMillis(), when);
    // The log is shared with tests in which one session has several runs.
    assertThat(requestedSessions().stream().filter(sessions::contains)).doesNotHaveDuplicates();
  }

  private static List<UUID> requestedSessions() {
    return LOG.requests().stream().map(RunRequested::sessionId).toList();
  }

  private void awaitReleaseByEvent(UUID session) {
    String execution = calls().get("/code-sessions/" + session).field("active_execution_id");
    LOG.finish(session, UUID.fromString(execution));
    await()
        .atMost(15, SECONDS)
        .until(
            () ->
                Stream.of(calls().get("/code-sessions/" + session))
                    .noneMatch(it -> it.json().has("active_execution_id")));
  }
}
