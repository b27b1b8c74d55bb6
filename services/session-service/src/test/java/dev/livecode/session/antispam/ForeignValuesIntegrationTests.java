package dev.livecode.session.antispam;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.session.testing.AtOnce;
import dev.livecode.session.testing.Calls.Answer;
import dev.livecode.session.testing.OperatedService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Something stands in Redis where a bucket should be. */
class ForeignValuesIntegrationTests extends OperatedService {

  private static final String PYTHON = "{\"language\":\"python\"}";
  private final String address = "198.51.100." + ThreadLocalRandom.current().nextInt(256);

  static Stream<Named<Consumer<String>>> foreignValues() {
    return Stream.of(
        value("garbage", key -> REDIS.set(key, "garbage")),
        value("nothing", key -> REDIS.set(key, "")),
        value("a number", key -> REDIS.incr(key)),
        value("a list", key -> REDIS.lpush(key, "garbage")),
        value("a hash", key -> REDIS.hset(key, "garbage", "1")),
        value("a set", key -> REDIS.sadd(key, "garbage")),
        value("a bucket of another kind", key -> REDIS.set(key, anotherBucket())),
        value("a bucket cut off", key -> REDIS.set(key, anotherBucket().substring(0, 40))),
        value(
            "a later form", key -> REDIS.set(key, "\0\0\0\u00ff" + anotherBucket().substring(4))));
  }

  private static Named<Consumer<String>> value(String name, Consumer<String> put) {
    return Named.of(name, put);
  }

  /** With limits that nobody asks about. */
  private static String anotherBucket() {
    BucketLimit limit = BucketLimit.even(7, Duration.ofHours(1));
    return new String(DamagedBucketsIntegrationTests.full(limit, Instant.now()), ISO_8859_1);
  }

  @ParameterizedTest
  @MethodSource("foreignValues")
  void underASessionsRunsItIsReplaced(Consumer<String> put) {
    UUID session = calls().open("print(1)");
    put.accept("quota:run:" + session);
    double before = replaced();

    Answer first = calls().run(session);
    NEIGHBOUR.says(UUID.fromString(first.field("execution_id")), "COMPLETED");

    assertThat(first.status()).as("%s", first).isEqualTo(200);
    assertThat(replaced()).isEqualTo(before + 1);
    await("the limit to hold").until(() -> calls().run(session).status() == 429);
  }

  @ParameterizedTest
  @MethodSource("foreignValues")
  void underWhatAnAddressOpensAndSavesItIsReplaced(Consumer<String> put) {
    UUID session = calls().open("print(1)");
    List<String> keys =
        List.of("quota:open:" + address, "quota:save:" + address, "quota:saved:" + session);
    keys.forEach(REDIS::del);
    keys.forEach(put);
    double before = replaced();

    assertThat(from("POST", "").status()).isEqualTo(200);
    assertThat(from("PATCH", "/" + session).status()).isEqualTo(200);

    assertThat(replaced()).isEqualTo(before + 3);
    assertThat(from("POST", "").status()).isEqualTo(200);
    assertThat(from("PATCH", "/" + session).status()).isEqualTo(200);
    assertThat(replaced()).as("once").isEqualTo(before + 3);
  }

  @Test
  void aCrowdReplacesItOnceAndIsCounted() {
    REDIS.lpush("quota:open:" + address, "garbage");
    double before = replaced();

    List<Answer> answers = AtOnce.call(50, () -> from("POST", ""));

    assertThat(AtOnce.statuses(answers)).isEqualTo(Map.of(200, 50L));
    assertThat(replaced()).isEqualTo(before + 1);
  }

  private Answer from(String method, String path) {
    return calls().send(method, "/code-sessions" + path, PYTHON, "X-Forwarded-For", address);
  }

  private double replaced() {
    return calls()
        .get("/actuator/metrics/livecode.quota.replaced")
        .json()
        .at("/measurements/0/value")
        .asDouble();
  }
}
