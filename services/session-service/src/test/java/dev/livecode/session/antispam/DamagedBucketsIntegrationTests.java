package dev.livecode.session.antispam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.testing.TestServers;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteStat;
import io.github.bucket4j.distributed.serialization.InternalSerializationHelper;
import io.github.bucket4j.distributed.versioning.Versions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A bucket's bytes are not those that were written. */
class DamagedBucketsIntegrationTests {

  private static final LettuceConnectionFactory CONNECTIONS =
      new LettuceConnectionFactory(
          new RedisStandaloneConfiguration("127.0.0.1", TestServers.redisPort()));
  private static final QuotaProperties.Runs RUNS =
      new QuotaProperties.Runs(true, Duration.ofSeconds(2), 5, Duration.ofMinutes(1));

  private final UUID session = UUID.randomUUID();
  private final BucketRunQuota quota = quota();

  @BeforeAll
  static void connect() {
    CONNECTIONS.start();
  }

  @AfterAll
  static void disconnect() {
    CONNECTIONS.destroy();
  }

  private static BucketRunQuota quota() {
    var store = new BucketStore(CONNECTIONS);
    var buckets = new Buckets(store, new ForeignValues(store, new SimpleMeterRegistry()));
    var others = new QuotaProperties.Saves(true, 60, 60, Duration.ofMinutes(1));
    var openings = new QuotaProperties.Openings(true, 60, Duration.ofMinutes(1));
    var inputs = new QuotaProperties.Inputs(true, 60, Duration.ofMinutes(1));
    return new BucketRunQuota(buckets, new QuotaProperties(RUNS, openings, others, inputs));
  }

  /** As it is stored. */
  static byte[] full(BucketLimit limit, Instant at) {
    BucketState state =
        BucketState.createInitialState(
            limit.configuration(), MathType.INTEGER_64_BITS, at.toEpochMilli() * 1_000_000);
    return InternalSerializationHelper.serializeState(
        new RemoteBucketState(state, new RemoteStat(0), null), Versions.getLatest());
  }

  private static byte[] empty(Instant at) {
    BucketState state =
        BucketState.createInitialState(
            BucketRunQuota.limit(RUNS).configuration(),
            MathType.INTEGER_64_BITS,
            at.toEpochMilli() * 1_000_000);
    state.consume(1);
    return InternalSerializationHelper.serializeState(
        new RemoteBucketState(state, new RemoteStat(1), null), Versions.getLatest());
  }

  @Test
  void whateverByteIsWrongNobodyIsRefusedForLong() {
    byte[] right = empty(Instant.now());
    for (int at = 0; at < right.length; at++) {
      for (int change : new int[] {0x01, 0x80, 0xff}) {
        byte[] wrong = right.clone();
        wrong[at] ^= (byte) change;
        assertNotRefusedForLong(wrong, "byte " + at + " changed by " + change);
      }
    }
  }

  @Test
  void whereverItIsCutOffNobodyIsRefusedForLong() {
    byte[] right = empty(Instant.now());
    for (int length = 0; length < right.length; length++) {
      assertNotRefusedForLong(Arrays.copyOf(right, length), "cut off after " + length);
    }
  }

  @Test
  void aClockThatWasAnHourAheadRefusesNobodyForAnHour() {
    assertNotRefusedForLong(empty(Instant.now().plus(Duration.ofHours(1))), "an hour ahead");
  }

  private void assertNotRefusedForLong(byte[] value, String what) {
    try (var connection = CONNECTIONS.getConnection()) {
      connection.stringCommands().set(("quota:run:" + session).getBytes(UTF_8), value);
    }
    if (quota.take(session) instanceof RunQuota.Refused(Exceeded limit)) {
      assertThat(limit.retryAfter()).as(what).isLessThan(Duration.ofMinutes(2));
    }
  }
}
