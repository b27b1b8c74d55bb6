package dev.livecode.session.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunRequested;
import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.RunningService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people do while a run is asked for, queued or running. */
class RunMeanwhileIntegrationTests extends RunningService {

  private static final String JAVA = "{\"language\":\"java\",\"source_code\":\"in Java\"}";

  @Test
  void whoIsGoneBeforeTheAnswerLeavesNoSessionBusyForEver() throws IOException {
    List<UUID> sessions = IntStream.range(0, 50).mapToObj(_ -> calls().open("print(1)")).toList();
    for (UUID session : sessions) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String request = "POST /code-sessions/%s/run HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(request.formatted(session).getBytes(US_ASCII));
        socket.setSoLinger(true, 0); // Closed by a reset, in whatever the service is doing.
      }
    }

    await("each is free, or busy with a run that is in the log")
        .atMost(20, SECONDS)
        .until(() -> requests(sessions).keySet().containsAll(busy(sessions)));
    requests(sessions).values().forEach(it -> LOG.finish(it.sessionId(), it.executionId()));
    await().atMost(20, SECONDS).until(() -> sessions.stream().allMatch(this::isFree));
    assertThat(calls().run(sessions.getFirst()).status()).isEqualTo(200);
  }

  private List<UUID> busy(List<UUID> sessions) {
    return sessions.stream().filter(it -> !isFree(it)).toList();
  }

  /** By session, of which each was run once. */
  private static Map<UUID, RunRequested> requests(List<UUID> sessions) {
    return LOG.requests().stream()
        .filter(it -> sessions.contains(it.sessionId()))
        .collect(Collectors.toMap(RunRequested::sessionId, Function.identity()));
  }

  @Test
  void aSessionThatIsClosedMeanwhileIsReleasedAndNotRunAgain() {
    UUID session = calls().open("print(1)");
    UUID execution = calls().runAccepted(session);

    Answer closed = calls().send("DELETE", "/code-sessions/" + session, null);
    Answer refused = calls().run(session);
    LOG.finish(session, execution);

    assertThat(closed.status()).isEqualTo(200);
    assertThat(closed.field("status")).isEqualTo("INACTIVE");
    assertThat(refused.status()).isEqualTo(403);
    await().atMost(10, SECONDS).until(() -> isFree(session));
    assertThat(requested(session).executionId()).isEqualTo(execution);
    assertThat(calls().run(session).status()).isEqualTo(403);
  }

  @Test
  void whatIsSavedMeanwhileIsNotWhatRuns() {
    UUID session = calls().open("in Python");
    calls().runAccepted(session);

    assertThat(calls().send("PATCH", "/code-sessions/" + session, JAVA).status()).isEqualTo(200);

    assertThat(requested(session).language()).isEqualTo("python");
    assertThat(requested(session).sourceCode()).isEqualTo("in Python");
  }

  @Test
  void languageAndSourceOfARunAreSavedTogether() {
    List<UUID> sessions = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      UUID session = calls().open("in Python");
      var turn = new AtomicInteger();

      List<Answer> answers =
          AtOnce.call(
              2,
              () ->
                  turn.getAndIncrement() == 0
                      ? calls().run(session)
                      : calls().send("PATCH", "/code-sessions/" + session, JAVA));

      assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
      sessions.add(session);
    }
    await().atMost(10, SECONDS).until(() -> requests(sessions).size() == 20);
    assertThat(requests(sessions).values())
        .allSatisfy(
            run ->
                assertThat(List.of(run.language(), run.sourceCode()))
                    .isIn(List.of("python", "in Python"), List.of("java", "in Java")));
  }

  private RunRequested requested(UUID session) {
    await().atMost(10, SECONDS).until(() -> !LOG.requestsOf(session).isEmpty());
    return LOG.requestsOf(session).getFirst();
  }

  private boolean isFree(UUID session) {
    return !calls().get("/code-sessions/" + session).json().has("active_execution_id");
  }
}
