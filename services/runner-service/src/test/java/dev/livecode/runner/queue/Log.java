package dev.livecode.runner.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.ContentLimits;
import dev.livecode.contracts.EventEnvelope;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.contracts.languages.LanguageFoundCodec;
import dev.livecode.testing.LogReader;
import dev.livecode.testing.LogWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;

/** Kafka as a test sees it: asks for runs, and reads what came of them. For one thread. */
public final class Log implements AutoCloseable {

  private final RunEventCodec codec = new RunEventCodec();
  private final Admin admin;
  private final LogWriter writer;
  private final LogReader reader;
  private final List<RunEvent> events = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> deadLetters = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> requests = new ArrayList<>();
  private final Map<String, String> versions = new HashMap<>();

  public Log(String kafka) {
    admin = Admin.create(Map.of("bootstrap.servers", kafka));
    writer = new LogWriter(kafka);
    reader =
        new LogReader(
            kafka,
            Topics.RUN_REQUESTS,
            Topics.RUN_EVENTS,
            Topics.RUN_REQUESTS_DLQ,
            Topics.LANGUAGES);
  }

  public RunRequested request(String source) {
    return request(source, "python", Instant.now());
  }

  RunRequested request(String source, String language, Instant acceptedAt) {
    var run =
        new RunRequested(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            language,
            source,
            "",
            List.of(),
            new RunLimits(5_000, 5_000, 134_217_728, 1_048_576),
            false,
            acceptedAt,
            UUID.randomUUID());
    writer.append(EventEnvelope.of("/test", Instant.now(), run));
    return run;
  }

  /** Asks for the end of a run, as the session service does. */
  void cancel(RunRequested run) {
    ask(
        new CancelRequested(
            run.executionId(), run.sessionId(), run.language(), run.acceptedAt(), Instant.now()));
  }

  /** Types into a run. */
  void type(RunRequested run, long sequence, String text, boolean end) {
    ask(new StdinGiven(run.executionId(), sequence, text, end, Instant.now()));
  }

  private void ask(RunEvent event) {
    writer.append(
        KafkaRecords.toProducerRecord(
            Topics.RUN_CONTROLS, codec.encode(EventEnvelope.of("/test", Instant.now(), event))));
  }

  public void requestGibberish(String key) {
    writer.append(new ProducerRecord<>(Topics.RUN_REQUESTS, key, new byte[] {1, 2, 3}));
  }

  List<RunEvent> eventsOf(RunRequested run) {
    read();
    return events.stream().filter(it -> it.executionId().equals(run.executionId())).toList();
  }

  public List<RunFinished> endsOf(RunRequested run) {
    return eventsOf(run).stream()
        .filter(RunFinished.class::isInstance)
        .map(RunFinished.class::cast)
        .toList();
  }

  /** What an attempt wrote to its standard output. */
  String outputOf(RunRequested run, UUID attempt) {
    return eventsOf(run).stream()
        .filter(RunOutput.class::isInstance)
        .map(RunOutput.class::cast)
        .filter(it -> it.attemptId().equals(attempt))
        .map(it -> new String(it.data(), UTF_8))
        .collect(joining());
  }

  /** The requests to run this execution, with the headers that came along. */
  public List<ConsumerRecord<String, byte[]>> requestsOf(String execution) {
    read();
    return requests.stream().filter(it -> execution.equals(it.key())).toList();
  }

  /** What runners last told of their languages' versions, by language. */
  Map<String, String> versions() {
    read();
    return versions;
  }

  public RunFinished awaitEnd(RunRequested run) {
    await("end of the run of " + run.sourceCode())
        .atMost(Duration.ofSeconds(60))
        .until(() -> !endsOf(run).isEmpty());
    return endsOf(run).getFirst();
  }

  List<ConsumerRecord<String, byte[]>> deadLetters() {
    read();
    return deadLetters;
  }

  private void read() {
    for (ConsumerRecord<String, byte[]> record : reader.next()) {
      if (record.topic().equals(Topics.RUN_EVENTS)) {
        events.add(codec.decode(KafkaRecords.fromConsumerRecord(record)).event());
      } else if (record.topic().equals(Topics.RUN_REQUESTS)) {
        requests.add(record);
      } else if (record.topic().equals(Topics.LANGUAGES)) {
        versions.put(
            record.key(),
            new LanguageFoundCodec().decode(KafkaRecords.fromConsumerRecord(record)).version());
      } else {
        deadLetters.add(record);
      }
    }
  }

  /** Requests that are not settled, those being worked on included. */
  long lag() throws Exception {
    return admin
        .listShareGroupOffsets(Map.of(Topics.RUNNERS_GROUP, new ListShareGroupOffsetsSpec()))
        .partitionsToOffsetInfo(Topics.RUNNERS_GROUP)
        .get(10, SECONDS)
        .values()
        .stream()
        .mapToLong(it -> it == null ? 0 : it.lag().orElse(0L))
        .sum();
  }

  public void awaitNoLag() {
    await("everything settled")
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> lag() == 0);
  }

  /** Makes Kafka refuse events, or take them again. */
  void refuseEvents(boolean refuse) throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RUN_EVENTS);
    var entry =
        new ConfigEntry(
            "max.message.bytes", refuse ? "1" : String.valueOf(ContentLimits.EVENT_BYTES));
    admin
        .incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, OpType.SET))))
        .all()
        .get(10, SECONDS);
  }

  @Override
  public void close() {
    admin.close();
    writer.close();
    reader.close();
  }
}
