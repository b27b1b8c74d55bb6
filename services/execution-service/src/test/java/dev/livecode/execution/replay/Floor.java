package dev.livecode.execution.replay;

import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.kafka.ClientSizes;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.execution.archive.RecordedHeaders;
import dev.livecode.testing.TestServers;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postgresql.PGConnection;

/**
 * The least that a rebuild can cost: reads the topics once and writes the rows of archive, output
 * and view by COPY, without a fold, hashes, fences or a second look, two connections at once.
 */
final class Floor {

  private static final HexFormat HEX = HexFormat.of();
  private static final int BATCH = 4_000;

  private final RunEventCodec codec = new RunEventCodec();
  private final Connection connection;
  private final StringBuilder archive = new StringBuilder();
  private final StringBuilder output = new StringBuilder();
  private final StringBuilder view = new StringBuilder();

  private Floor(String url) throws SQLException {
    connection =
        DriverManager.getConnection(url, PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
    connection.setAutoCommit(false);
  }

  /** Reads so many records into tables of its own; answers how many a second. */
  static double measure(String url, long records) throws Exception {
    try (var admin =
            DriverManager.getConnection(url, PostgresBinaries.USER, TestServers.POSTGRES_PASSWORD);
        var statement = admin.createStatement()) {
      statement.execute("CREATE SCHEMA floor");
      for (String table : List.of("execution", "output_chunk", "event_archive")) {
        statement.execute("CREATE TABLE floor.%1$s (LIKE %1$s INCLUDING ALL)".formatted(table));
      }
      long begun = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int share = 0; share < 2; share++) {
        int mine = share;
        threads.add(Thread.ofPlatform().start(() -> read(url, mine)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      try (var counted = statement.executeQuery("SELECT count(*) FROM floor.event_archive")) {
        counted.next();
        long all = counted.getLong(1);
        if (all < records) {
          throw new AssertionError("Only %d of %d".formatted(all, records));
        }
        statement.execute("DROP SCHEMA floor CASCADE");
        return all / seconds;
      }
    }
  }

  private static void read(String url, int share) {
    Map<String, Object> settings = new HashMap<>(ClientSizes.consumer());
    settings.put("bootstrap.servers", TestServers.kafka());
    settings.put("max.poll.records", BATCH);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : List.of(Topics.RUN_REQUESTS, Topics.RUN_EVENTS)) {
        consumer.partitionsFor(topic).stream()
            .map(it -> new TopicPartition(topic, it.partition()))
            .filter(
                it -> (it.partition() + (topic.equals(Topics.RUN_REQUESTS) ? 1 : 0)) % 2 == share)
            .forEach(partitions::add);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var floor = new Floor(url);
      while (partitions.stream()
          .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          floor.add(record);
        }
        floor.copy();
      }
      floor.connection.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void add(ConsumerRecord<String, byte[]> record) {
    RunEvent event = codec.decode(KafkaRecords.fromConsumerRecord(record)).event();
    archive.append(
        "%s\t%d\t%d\t%s\t%s\t%s\t\\\\x%s\t\\\\x%s\t\\\\x%s\t%d\n"
            .formatted(
                record.topic(),
                record.partition(),
                record.offset(),
                event.executionId(),
                event.executionId(),
                KafkaRecords.type(record),
                HEX.formatHex(record.key().getBytes(StandardCharsets.UTF_8)),
                HEX.formatHex(RecordedHeaders.of(record.headers())),
                HEX.formatHex(record.value()),
                record.timestamp()));
    if (event instanceof RunOutput chunk) {
      output.append(
          "%s\t%s\t%s\t%d\t\\\\x%s\n"
              .formatted(
                  chunk.executionId(),
                  chunk.attemptId(),
                  chunk.stream(),
                  chunk.offset(),
                  HEX.formatHex(chunk.data())));
    } else if (event instanceof RunFinished end && end.exitCode() != null && end.exitCode() != 77) {
      view.append(
          "%s\t%s\t%s\tFAILED\t%s\t%s\t%s\t%d\t%s\t%s\n"
              .formatted(
                  end.executionId(),
                  end.sessionId(),
                  end.language(),
                  end.outcome(),
                  end.attemptId(),
                  end.runner(),
                  end.exitCode(),
                  end.acceptedAt(),
                  end.finishedAt()));
    }
  }

  private void copy() throws Exception {
    copy(
        "event_archive (topic, partition, offset_, execution_id, event_id, type, record_key, headers, data, timestamp_ms)",
        archive);
    copy("output_chunk (execution_id, attempt_id, stream, byte_offset, data)", output);
    copy(
        "execution (id, session_id, language, status, outcome, attempt_id, runner, exit_code, created_at, completed_at)",
        view);
    connection.commit();
  }

  private void copy(String table, StringBuilder rows) throws Exception {
    if (!rows.isEmpty()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY floor." + table + " FROM STDIN", new StringReader(rows.toString()));
      rows.setLength(0);
    }
  }
}
