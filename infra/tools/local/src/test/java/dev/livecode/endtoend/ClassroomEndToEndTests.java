package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A class behind one router, and one behind a proxy that the edge trusts. */
@Tag("spam")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassroomEndToEndTests {

  private static final int PUPILS = 60;

  /** More sessions than any limit per address lets through at once. */
  private static final int FLOOD = 5_000;

  private static final String PROXY = "127.0.0.1";
  private static final String ELSEWHERE = "127.0.0.2";

  private final SharedSystem system = SharedSystem.withLimits();
  private IdleRunner runner;

  @BeforeAll
  void putNobodyInTheRunnersPlace() throws Exception {
    system.system().stop("runner");
    runner = new IdleRunner(system.system().kafka());
  }

  @AfterAll
  void giveItBack() throws Exception {
    runner.close();
    system.system().resume("runner");
  }

  @Test
  void aClassBehindOneAddressIsNeverRefused() throws Exception {
    Pupil behindOneRouter = pupil(PROXY, null);

    assertThat(refusalsOfAClass(_ -> behindOneRouter)).isEmpty();
  }

  @Test
  void aClassBehindATrustedProxyIsToldFromAFloodThroughTheSameProxy() throws Exception {
    Pupil proxy = pupil(PROXY, null);
    assertThat(floods(_ -> proxy.saying("198.51.100.1")).statusCode()).isEqualTo(429);

    assertThat(refusalsOfAClass(number -> proxy.saying("203.0.113." + (number + 1)))).isEmpty();
  }

  @Test
  void aForgedHeaderFromElsewhereChangesNothing() throws Exception {
    Pupil elsewhere = pupil(ELSEWHERE, null);

    HttpResponse<String> refused =
        floods(number -> elsewhere.saying("10.1." + number / 250 + "." + number % 250));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(pupil(PROXY, "10.1.0.0").opens().statusCode()).isEqualTo(200);
  }

  private Pupil pupil(String localAddress, String forwardedFor) {
    return Pupil.at(system.system().url(), localAddress, forwardedFor);
  }

  /** Opens sessions until that is refused; the last answer. */
  private static HttpResponse<String> floods(IntFunction<Pupil> pupils) throws Exception {
    HttpResponse<String> answer = pupils.apply(0).opens();
    for (int number = 1; number < FLOOD && answer.statusCode() == 200; number++) {
      answer = pupils.apply(number).opens();
    }
    return answer;
  }

  private static ConcurrentLinkedQueue<String> refusalsOfAClass(IntFunction<Pupil> pupils) {
    int seconds = Count.of("a second in which " + PUPILS + " learners work", 30, 120);
    var refusals = new ConcurrentLinkedQueue<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < PUPILS; number++) {
        Pupil pupil = pupils.apply(number);
        Duration begin = Duration.ofMillis(1_000L * number / PUPILS);
        executor.execute(() -> works(pupil, seconds, begin, refusals));
      }
    }
    return refusals;
  }

  private static void works(
      Pupil pupil, int seconds, Duration begin, ConcurrentLinkedQueue<String> refusals) {
    try {
      pupil.works(seconds, begin, refusals);
    } catch (IOException e) {
      refusals.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
