package dev.livecode.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes random runs to the log, as fast as it takes them, and remembers what a client must see of
 * each: that record owes nothing to the fold.
 */
public final class Load implements AutoCloseable {

  /** What a client must see. */
  public record Seen(String status, int exitCode, String stdout) {}

  private static final Instant TOLD = Instant.parse("2026-11-01T09:30:01Z");

  private final RunEventCodec codec = new RunEventCodec();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Map<UUID, Seen> expected = new ConcurrentHashMap<>();
  private final KafkaProducer<String, byte[]> producer;
  private final Random random;
  private long events;

  public Load(String servers, long seed) {
    Map<String, Object> settings = new HashMap<>(ClientSizes.producer());
    settings.put("bootstrap.servers", servers);
    settings.put("linger.ms", 5);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    random = new Random(seed);
  }

  /** Writes so many runs, and returns when Kafka has them. */
  public void write(int runs) {
    for (int i = 0; i < runs; i++) {
      run().forEach(this::send);
    }
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new AssertionError("The log does not take an event", failed);
    }
  }

  /** A run of one attempt, or of two, of which the second ends in vain. */
  private List<RunEvent> run() {
    SampleRun run = SampleRun.create();
    UUID first = UUID.randomUUID();
    String text = "line " + random.nextInt() + "\n";
    boolean succeeds = random.nextBoolean();
    int exitCode = succeeds ? 0 : 1 + random.nextInt(100);
    List<RunEvent> happened = new ArrayList<>();
    happened.add(run.requested("print(" + random.nextInt() + ")"));
    happened.add(run.started(first));
    happened.add(run.stdout(first, 0, text));
    happened.add(run.stdout(first, text.getBytes(UTF_8).length, "end"));
    if (random.nextInt(10) == 0) {
      UUID second = UUID.randomUUID();
      happened.add(run.started(second, "runner-2", 500));
      happened.add(run.stdout(second, 0, "never seen"));
      happened.add(ended(run, first, exitCode));
      happened.add(ended(run, second, 77));
    } else {
      happened.add(ended(run, first, exitCode));
    }
    expected.put(run.id(), new Seen(succeeds ? "COMPLETED" : "FAILED", exitCode, text + "end"));
    return happened;
  }

  private static RunEvent ended(SampleRun run, UUID attempt, int exitCode) {
    return run.finished(
        attempt, exitCode == 0 ? Outcome.COMPLETED : Outcome.NON_ZERO_EXIT, exitCode);
  }

  private void send(RunEvent event) {
    String topic = event instanceof RunRequested ? Topics.RUN_REQUESTS : Topics.RUN_EVENTS;
    var record =
        KafkaRecords.toProducerRecord(topic, codec.encode(EventEnvelope.of("/test", TOLD, event)));
    events++;
    // What fails is told by the callback.
    var _ =
        producer.send(
            record,
            (_, failed) -> {
              if (failed != null) {
                failure.set(failed);
              }
            });
  }

  /** How many events it has written. */
  public long events() {
    return events;
  }

  /** What clients must see of each run. */
  public Map<UUID, Seen> expected() {
    return expected;
  }

  @Override
  public void close() {
    producer.close();
  }
}
