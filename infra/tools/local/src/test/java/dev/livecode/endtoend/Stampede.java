package dev.livecode.endtoend;

import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.testing.LogReader;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Many requests at the same moment. */
final class Stampede {

  /** How often each status code was answered. */
  static Map<Integer, Integer> of(int requests, Learner learner) throws InterruptedException {
    var answers = new TreeMap<Integer, Integer>();
    var together = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int request = 0; request < requests; request++) {
        executor.execute(
            () -> {
              Learner.calling(
                  () -> {
                    together.await();
                    return true;
                  });
              int status = learner.presses().status();
              synchronized (answers) {
                answers.merge(status, 1, Integer::sum);
              }
            });
      }
      together.countDown();
    }
    return answers;
  }

  /** How many runs of the session are in the log, once there is one. */
  static long requestsInLog(SharedSystem system, Learner learner) {
    UUID session = UUID.fromString(learner.session());
    return await("a request of the session in the log")
        .atMost(Duration.ofSeconds(20))
        .until(() -> count(system, session), count -> count > 0);
  }

  private static long count(SharedSystem system, UUID session) {
    return LogReader.events(system.system().kafka(), Topics.RUN_REQUESTS, RunRequested.class)
        .stream()
        .filter(event -> event.sessionId().equals(session))
        .count();
  }

  private Stampede() {}
}
