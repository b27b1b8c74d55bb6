package dev.livecode.execution.chain;

import static java.util.Objects.requireNonNull;

import dev.livecode.execution.archive.ArchivedRecords;
import dev.livecode.execution.log.LogSource;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Computes the chain of each partition anew, from the log and from the archive side by side. */
@Component
class VerifyChain {

  private static final int ROWS_AT_ONCE = 20;

  private static final String ARCHIVE =
      "SELECT "
          + ArchivedRecords.COLUMNS
          + """
          , encode(hash, 'hex') AS hash FROM event_archive
          WHERE topic = ? AND partition = ? ORDER BY offset_
          """;

  private final LogSource source;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate snapshot;

  VerifyChain(LogSource source, DataSource connections, PlatformTransactionManager transactions) {
    this.source = source;
    this.jdbc = new JdbcTemplate(connections);
    // Rows come piece by piece only within a transaction.
    this.jdbc.setFetchSize(ROWS_AT_ONCE);
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Where every chain stands now; none for partitions without records or without hashes. */
  List<Head> heads() {
    return jdbc.query(
        """
        SELECT topic, partition, offset_, encode(last.hash, 'hex') AS hash
        FROM projection_offset CROSS JOIN LATERAL (
          SELECT topic, partition, offset_, event_archive.hash FROM event_archive
          WHERE topic = regexp_replace(topic_partition, '-[0-9]+$', '')
            AND partition = substring(topic_partition FROM '[0-9]+$')::integer
          ORDER BY offset_ DESC LIMIT 1) last
        WHERE last.hash IS NOT NULL ORDER BY topic, partition
        """,
        (row, _) ->
            new Head(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("offset_"),
                row.getString("hash")));
  }

  List<TopicPartition> partitions() {
    return source.partitions();
  }

  /** What was exported of partitions that are none of these: nothing of it is there. */
  List<VerifiedPartition> unknown(List<TopicPartition> partitions, List<Head> heads) {
    return heads.stream()
        .map(it -> new TopicPartition(it.topic(), it.partition()))
        .filter(it -> !partitions.contains(it))
        .distinct()
        .map(it -> new Chain(it.topic(), it.partition(), heads).end(0, null))
        .toList();
  }

  /** Verifies one partition as far as the projection has it, against heads of earlier days too. */
  VerifiedPartition verify(TopicPartition partition, List<Head> heads) {
    VerifiedPartition verified = snapshot.execute(_ -> verifyNow(partition, heads));
    return requireNonNull(verified);
  }

  private VerifiedPartition verifyNow(TopicPartition partition, List<Head> heads) {
    var chain = new Chain(partition.topic(), partition.partition(), heads);
    End end = end(partition);
    try (var log = new LogWalk(source, partition, end.next(), chain);
        Stream<Chain.Archived> archive =
            jdbc.queryForStream(
                ARCHIVE,
                (row, _) -> new Chain.Archived(ArchivedRecords.record(row), row.getString("hash")),
                partition.topic(),
                partition.partition())) {
      walk(chain, log, archive.iterator());
    }
    return chain.end(end.next(), end.hash());
  }

  private static void walk(Chain chain, LogWalk log, Iterator<Chain.Archived> archive) {
    while (archive.hasNext()) {
      Chain.Archived archived = archive.next();
      long offset = archived.record().offset();
      ConsumerRecord<byte[], byte[]> logged = missingBefore(offset, chain, log);
      if (logged != null && logged.offset() == offset) {
        log.take();
        chain.both(archived, logged);
      } else if (log.covers(offset)) {
        chain.missingInLog(archived);
      } else {
        chain.archivedOnly(archived);
      }
    }
    missingBefore(Long.MAX_VALUE, chain, log);
  }

  /** Steps over what only the log has; answers what it has at the offset or behind it. */
  private static @Nullable ConsumerRecord<byte[], byte[]> missingBefore(
      long offset, Chain chain, LogWalk log) {
    ConsumerRecord<byte[], byte[]> logged = log.peek();
    while (logged != null && logged.offset() < offset) {
      log.take();
      chain.missingInArchive(logged);
      logged = log.peek();
    }
    return logged;
  }

  private record End(long next, @Nullable String hash) {}

  private End end(TopicPartition partition) {
    return jdbc
        .query(
            """
            SELECT next_offset, encode(hash, 'hex') AS hash FROM projection_offset
            WHERE topic_partition = ?
            """,
            (row, _) -> new End(row.getLong("next_offset"), row.getString("hash")),
            partition.toString())
        .stream()
        .findFirst()
        .orElse(new End(0, null));
  }
}
