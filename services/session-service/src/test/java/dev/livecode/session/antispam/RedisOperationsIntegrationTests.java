package dev.livecode.session.antispam;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.OperatedService;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What operators and bad days do to Redis. */
class RedisOperationsIntegrationTests extends OperatedService {

  private static final String TWENTY_THOUSAND_KEYS =
      "redis.replicate_commands() for i = 1, 20000 do redis.call('SET', 'load:' .. i, 'x') end";
  private static final String PYTHON = "{\"language\":\"python\"}";

  @Test
  void whileItAnswersNobodyRunsAreRefusedSoonAndWorkGoesOn() {
    UUID session = calls().open("print(1)");
    REDIS.clientPause(3000);

    long begin = System.nanoTime();
    assertRefusedForNow(calls().run(session));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2500));
    assertWorkGoesOn();

    awaitAccepted(session);
  }

  @Test
  void aCrowdThatPressesRunMeanwhileLeavesTheDatabaseToTheOthers() throws Exception {
    List<UUID> sessions = IntStream.range(0, 100).mapToObj(_ -> calls().open("print(1)")).toList();
    var next = new AtomicInteger();
    var looks = new AtomicInteger();
    var looksBeforeARefusal = new AtomicInteger();
    REDIS.clientPause(3000);
    var over = new AtomicBoolean();
    Thread other = Thread.startVirtualThread(() -> looking(looks, over));

    List<Answer> answers =
        AtOnce.call(
            100,
            () -> {
              Answer answer = calls().run(sessions.get(next.getAndIncrement()));
              looksBeforeARefusal.compareAndSet(0, looks.get());
              return answer;
            });
    over.set(true);
    other.join();

    // Were all connections held, hardly one would get through until Redis' time is over.
    assertThat(looksBeforeARefusal.get()).isGreaterThan(10);
    // Who had to wait for long may have come when the pause was over.
    assertThat(AtOnce.statuses(answers).keySet()).contains(503).isSubsetOf(503, 200);
    awaitAccepted(sessions.getFirst());
  }

  private void looking(AtomicInteger looks, AtomicBoolean over) {
    String path = "/code-sessions/" + UUID.randomUUID();
    while (!over.get() && calls().get(path).status() == 404) {
      looks.incrementAndGet();
    }
  }

  @Test
  void whileItIsFullRunsAreRefusedAndWorkGoesOn() {
    UUID session = calls().open("print(1)");
    String before = REDIS.configGet("maxmemory").get("maxmemory");
    REDIS.configSet("maxmemory", "1");
    try {
      assertRefusedForNow(calls().run(session));
      assertWorkGoesOn();
    } finally {
      REDIS.configSet("maxmemory", before);
    }
    awaitAccepted(session);
  }

  @Test
  void whileItIsAReplicaRunsAreRefusedAndWorkGoesOn() {
    UUID session = calls().open("print(1)");
    REDIS.replicaof("127.0.0.1", 1);
    try {
      assertRefusedForNow(calls().run(session));
      assertWorkGoesOn();
    } finally {
      REDIS.replicaofNoOne();
    }
    awaitAccepted(session);
  }

  @Test
  void whileItLoadsItsDataRunsAreRefusedAndWorkGoesOn() {
    REDIS.eval(TWENTY_THOUSAND_KEYS, ScriptOutputType.STATUS);
    REDIS.configSet("key-load-delay", "100"); // Microseconds, so two seconds in all.
    CompletableFuture<Void> loads =
        CompletableFuture.runAsync(
            () ->
                REDIS.dispatch(
                    CommandType.DEBUG,
                    new StatusOutput<>(StringCodec.UTF8),
                    new CommandArgs<>(StringCodec.UTF8).add("LOADAOF")));
    try {
      await().until(() -> calls().run(calls().open("print(1)")), answer -> answer.status() == 503);
      assertWorkGoesOn();
      assertThat(loads).isNotDone();
    } finally {
      loads.join();
      REDIS.configSet("key-load-delay", "0");
    }
    awaitAccepted(calls().open("print(1)"));
  }

  @Test
  void scriptsThatItHasForgottenAreNoMatter() {
    awaitAccepted(calls().open("print(1)"));
    REDIS.scriptFlush();

    assertThat(calls().run(calls().open("print(1)")).status()).isEqualTo(200);
  }

  @Test
  void manyWhoAskAboutOneAddressAtOnceAreAllCounted() {
    List<Answer> answers =
        AtOnce.call(
            300,
            () ->
                calls().send("POST", "/code-sessions", PYTHON, "X-Forwarded-For", "198.51.100.77"));

    assertThat(AtOnce.statuses(answers)).isEqualTo(Map.of(200, 300L));
    assertThat(calls().run(calls().open("print(1)")).status())
        .as("nobody else is told that Redis is away")
        .isEqualTo(200);
  }

  private void assertWorkGoesOn() {
    UUID other = calls().open("print(2)");
    assertThat(calls().send("PATCH", "/code-sessions/" + other, PYTHON).status()).isEqualTo(200);
  }

  private static void assertRefusedForNow(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }

  private void awaitAccepted(UUID session) {
    await().atMost(10, SECONDS).until(() -> calls().run(session).status() == 200);
  }
}
