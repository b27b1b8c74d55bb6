package dev.livecode.runner.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.contracts.OutputStreamName;
import dev.livecode.contracts.StreamSummary;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputChunksTests {

  private static final int CHUNK = ContentLimits.OUTPUT_CHUNK_BYTES;

  private final OutputChunks chunks = new OutputChunks(OutputStreamName.STDOUT, 3 * CHUNK);

  @Test
  void littleOutputWaitsForTheFlush() {
    assertThat(chunks.append(new byte[10])).isEmpty();
    assertThat(chunks.isEmpty()).isFalse();
    assertThat(chunks.flush()).singleElement().satisfies(it -> assertThat(it.data()).hasSize(10));
    assertThat(chunks.flush()).isEmpty();
    assertThat(chunks.isEmpty()).isTrue();
  }

  @Test
  void noChunkIsLargerThanAllowed() {
    List<Chunk> full = chunks.append(new byte[2 * CHUNK + 1]);
    assertThat(full).hasSize(2).allSatisfy(it -> assertThat(it.data()).hasSize(CHUNK));
    assertThat(full).extracting(Chunk::offset).containsExactly(0L, (long) CHUNK);
    assertThat(chunks.flush()).extracting(Chunk::offset).containsExactly(2L * CHUNK);
  }

  @Test
  void beyondTheCapOutputIsCountedAndNotKept() {
    assertThat(chunks.append(new byte[3 * CHUNK + 5])).hasSize(3);
    assertThat(chunks.append(new byte[7])).isEmpty();
    assertThat(chunks.flush()).isEmpty();
    assertThat(chunks.summary(0)).isEqualTo(new StreamSummary(3 * CHUNK + 12, true));
  }

  @Test
  void outputThatOthersSawAndWeDidNotIsTruncated() {
    chunks.append(new byte[10]);
    assertThat(chunks.summary(10)).isEqualTo(new StreamSummary(10, false));
    assertThat(chunks.summary(11)).isEqualTo(new StreamSummary(11, true));
  }

  @Test
  void chunksTogetherAreTheStream() {
    var random = new Random(1);
    var written = new ByteArrayOutputStream();
    List<Chunk> all = new ArrayList<>();
    while (written.size() < 2 * CHUNK) {
      byte[] bytes = new byte[random.nextInt(9_000)];
      random.nextBytes(bytes);
      written.writeBytes(bytes);
      all.addAll(chunks.append(bytes));
      if (random.nextInt(10) == 0) {
        all.addAll(chunks.flush());
      }
    }
    all.addAll(chunks.flush());
    var told = new ByteArrayOutputStream();
    for (Chunk chunk : all) {
      assertThat(chunk.offset()).isEqualTo(told.size());
      told.writeBytes(chunk.data());
    }
    assertThat(told.toByteArray()).isEqualTo(written.toByteArray());
  }
}
