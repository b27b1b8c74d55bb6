package dev.livecode.session.antispam;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.testing.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class RunQuotaIntegrationTests {

  private static final LettuceConnectionFactory CONNECTIONS =
      new LettuceConnectionFactory(
          new RedisStandaloneConfiguration("127.0.0.1", TestServers.redisPort()));

  private final UUID session = UUID.randomUUID();

  @BeforeAll
  static void connect() {
    CONNECTIONS.start();
  }

  @AfterAll
  static void disconnect() {
    CONNECTIONS.destroy();
  }

  private static BucketRunQuota quota(Duration cooldown, int perWindow, Duration window) {
    var runs = new QuotaProperties.Runs(true, cooldown, perWindow, window);
    var openings = new QuotaProperties.Openings(true, 60, window);
    var saves = new QuotaProperties.Saves(true, 60, 60, window);
    var inputs = new QuotaProperties.Inputs(true, 60, window);
    var store = new BucketStore(CONNECTIONS);
    var buckets = new Buckets(store, new ForeignValues(store, new SimpleMeterRegistry()));
    return new BucketRunQuota(buckets, new QuotaProperties(runs, openings, saves, inputs));
  }

  /** Null when the run is allowed. */
  private @Nullable String refusal(BucketRunQuota quota) {
    return switch (quota.take(session)) {
      case RunQuota.Permit _ -> null;
      case RunQuota.Refused(Exceeded limit) -> limit.details().toString();
      case RunQuota.Uncountable() -> throw new AssertionError("Redis is away");
    };
  }

  @Test
  void theNextRunWaitsForTheCooldown() {
    BucketRunQuota quota = quota(Duration.ofMinutes(1), 5, Duration.ofMinutes(5));

    assertThat(refusal(quota)).isNull();
    assertThat(refusal(quota))
        .matches("\\[At least 60 s between two runs, Try again in (59(\\.\\d)?|60) s]");
  }

  @Test
  void betweenAnyTwoRunsIsTheWholeCooldown() {
    Duration cooldown = Duration.ofMillis(400);
    BucketRunQuota quota = quota(cooldown, 1000, Duration.ofMinutes(5));
    List<Long> before = new ArrayList<>();
    List<Long> after = new ArrayList<>();

    await()
        .pollInterval(7, MILLISECONDS)
        .until(
            () -> {
              long begin = System.nanoTime();
              if (refusal(quota) == null) {
                before.add(begin);
                after.add(System.nanoTime());
              }
              return after.size() == 6;
            });

    for (int index = 1; index < after.size(); index++) {
      // Each was allowed at some time within its call; the clock of the bucket has milliseconds.
      assertThat(after.get(index) - before.get(index - 1)).isGreaterThan(398_000_000L);
    }
  }

  @Test
  void theSixthRunInAWindowIsRefused() {
    BucketRunQuota quota = quota(Duration.ofMillis(1), 5, Duration.ofMinutes(1));

    takeFive(quota);

    awaitCooldown();
    assertThat(refusal(quota))
        .matches("\\[At most 5 runs in 60 s, Try again in (59(\\.\\d)?|60) s]");
  }

  private void takeFive(BucketRunQuota quota) {
    for (int run = 0; run < 5; run++) {
      await().pollInterval(2, MILLISECONDS).until(() -> refusal(quota) == null);
    }
  }

  private static void awaitCooldown() {
    long begin = System.nanoTime();
    await().pollInterval(2, MILLISECONDS).until(() -> System.nanoTime() - begin > 5_000_000);
  }

  @Test
  void aWindowBeginsWithItsFirstRunAndThenAllRunsAreThereAgain() {
    Duration window = Duration.ofMillis(1500);
    BucketRunQuota quota = quota(Duration.ofMillis(1), 5, window);
    long first = System.nanoTime();
    takeFive(quota);

    await().pollInterval(5, MILLISECONDS).until(() -> refusal(quota) == null);

    assertThat(Duration.ofNanos(System.nanoTime() - first))
        .isBetween(window.minusMillis(20), window.plusMillis(500));
  }

  @Test
  void afterAPauseTheWindowBeginsWithTheNextRun() {
    Duration window = Duration.ofMillis(1500);
    BucketRunQuota quota = quota(Duration.ofMillis(1), 5, window);
    assertThat(refusal(quota)).isNull();
    awaitPassed(Duration.ofMillis(2200)); // In the middle of what would be the second interval.

    long begin = System.nanoTime();
    takeFive(quota);
    await().pollInterval(5, MILLISECONDS).until(() -> refusal(quota) == null);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(window.minusMillis(20));
  }

  private static void awaitPassed(Duration duration) {
    long begin = System.nanoTime();
    await().until(() -> System.nanoTime() - begin > duration.toNanos());
  }

  @Test
  void aRunThatWasGivenBackDoesNotCount() {
    BucketRunQuota quota = quota(Duration.ofMinutes(1), 1, Duration.ofMinutes(1));

    ((RunQuota.Permit) quota.take(session)).giveBack();

    assertThat(refusal(quota)).isNull();
    assertThat(refusal(quota)).isNotNull();
  }

  @Test
  void oneSessionDoesNotPayForAnother() {
    BucketRunQuota quota = quota(Duration.ofMinutes(1), 5, Duration.ofMinutes(5));

    assertThat(refusal(quota)).isNull();
    assertThat(quota.take(UUID.randomUUID())).isInstanceOf(RunQuota.Permit.class);
  }

  @Test
  void ofManyRunsAtOnceOneIsAllowed() throws Exception {
    BucketRunQuota quota = quota(Duration.ofMinutes(1), 5, Duration.ofMinutes(5));
    Callable<Boolean> take = () -> refusal(quota) == null;

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(IntStream.range(0, 50).mapToObj(_ -> take).toList());
      assertThat(answers.stream().map(Future::resultNow).filter(it -> it)).hasSize(1);
    }
  }
}
