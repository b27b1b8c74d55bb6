package dev.livecode.runner.reporting;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.contracts.OutputStreamName;
import dev.livecode.contracts.StreamSummary;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts one stream into chunks, keeps no more than the cap and counts the rest. For one thread. */
final class OutputChunks {

  private final OutputStreamName stream;
  private final long cap;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long offset;
  private long seen;

  OutputChunks(OutputStreamName stream, long cap) {
    this.stream = stream;
    this.cap = cap;
  }

  /** Takes bytes, and gives the chunks that are full by now. */
  List<Chunk> append(byte[] bytes) {
    long room = Math.max(0, cap - seen);
    seen += bytes.length;
    int kept = (int) Math.min(room, bytes.length);
    List<Chunk> full = new ArrayList<>();
    for (int from = 0; from < kept; ) {
      int count = Math.min(kept - from, ContentLimits.OUTPUT_CHUNK_BYTES - pending.size());
      pending.write(bytes, from, count);
      from += count;
      if (pending.size() == ContentLimits.OUTPUT_CHUNK_BYTES) {
        full.addAll(flush());
      }
    }
    return full;
  }

  /** What is left, as at most one chunk. */
  List<Chunk> flush() {
    if (pending.size() == 0) {
      return List.of();
    }
    var chunk = new Chunk(stream, offset, pending.toByteArray());
    offset += chunk.data().length;
    pending.reset();
    return List.of(chunk);
  }

  boolean isEmpty() {
    return pending.size() == 0;
  }

  /**
   * Of the whole stream.
   *
   * @param reportedBytes what was written in all, as far as others know
   */
  StreamSummary summary(long reportedBytes) {
    long bytes = Math.max(seen, reportedBytes);
    return new StreamSummary(bytes, bytes > Math.min(seen, cap));
  }
}
