package dev.livecode.execution.chain;

import dev.livecode.execution.archive.HashChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows one partition's chain, record by record, and notes what does not fit. Behind something
 * that does not fit it goes on from the stored hash, so that each change is named once, where it
 * is.
 */
final class Chain {

  private static final int NOTED = 1_000;

  /** A row of the archive. */
  record Archived(ConsumerRecord<byte[], byte[]> record, @Nullable String hash) {}

  private final String topic;
  private final int partition;
  private final Map<Long, String> exported = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long count;
  private long records;
  private long withoutHash;
  private long onlyArchived;
  // Hashes begin with a replay, and never end.
  private boolean hashed;
  private String before = HashChain.BEGINNING;
  private @Nullable Head head;

  Chain(String topic, int partition, List<Head> heads) {
    this.topic = topic;
    this.partition = partition;
    heads.stream()
        .filter(it -> it.topic().equals(topic) && it.partition() == partition)
        .forEach(it -> exported.put(it.offset(), it.hash()));
  }

  /** Both have the record. */
  void both(Archived archived, ConsumerRecord<byte[], byte[]> logged) {
    String ofLog = HashChain.next(before, logged);
    String stored = next(archived);
    if (!ofLog.equals(stored)) {
      note(logged.offset(), Finding.Kind.LOG_DIFFERS);
    }
  }

  /** Only the archive has the record: the log does not go back so far, or can't be read there. */
  void archivedOnly(Archived archived) {
    next(archived);
    onlyArchived++;
  }

  /** Only the archive has the record, and the log should have it. */
  void missingInLog(Archived archived) {
    note(archived.record().offset(), Finding.Kind.LOG_LACKS);
    next(archived);
  }

  /** Only the log has the record. */
  void missingInArchive(ConsumerRecord<byte[], byte[]> logged) {
    records++;
    note(logged.offset(), Finding.Kind.ARCHIVE_LACKS);
    pass(logged.offset(), HashChain.next(before, logged));
  }

  /** The log can't be read from this offset on. */
  void unreadable(long offset) {
    note(offset, Finding.Kind.LOG_UNREADABLE);
  }

  private String next(Archived archived) {
    records++;
    ConsumerRecord<byte[], byte[]> record = archived.record();
    String computed = HashChain.next(before, record);
    String stored = archived.hash();
    if (stored == null) {
      withoutHash++;
      if (hashed) {
        note(record.offset(), Finding.Kind.ARCHIVE_DIFFERS);
      }
      stored = computed;
    } else if (!stored.equals(computed)) {
      note(record.offset(), Finding.Kind.ARCHIVE_DIFFERS);
    }
    hashed |= archived.hash() != null;
    pass(record.offset(), stored);
    return stored;
  }

  private void pass(long offset, String hash) {
    String once = exported.remove(offset);
    if (once != null && !once.equals(hash)) {
      note(offset, Finding.Kind.HEAD_DIFFERS);
    }
    before = hash;
    head = new Head(topic, partition, offset, hash);
  }

  /** The chain has ended, and the projection goes on with this hash. */
  VerifiedPartition end(long next, @Nullable String goesOnWith) {
    exported.keySet().stream().sorted().forEach(it -> note(it, Finding.Kind.HEAD_LACKS));
    if ((goesOnWith != null || hashed) && !Objects.equals(goesOnWith, before)) {
      note(next, Finding.Kind.END_DIFFERS);
    }
    return new VerifiedPartition(
        topic, partition, records, withoutHash, onlyArchived, head, count, List.copyOf(findings));
  }

  private void note(long offset, Finding.Kind kind) {
    count++;
    if (findings.size() < NOTED) {
      findings.add(new Finding(offset, kind));
    }
  }
}
