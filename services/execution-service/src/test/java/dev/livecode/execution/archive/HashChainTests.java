package dev.livecode.execution.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashChainTests {

  private static final ConsumerRecord<byte[], byte[]> RECORD =
      record("log", 1, 2, 3, "key", header("a", "b"), "data");

  /**
   * Computed apart: {@code python3 -c "import hashlib,struct as s; t=lambda b:
   * s.pack('>i',len(b))+b; print(hashlib.sha256(bytes(32)+t(b'log')+s.pack('>iqq',1,2,3)+t(b'key')
   * +s.pack('>i',1)+t(b'a')+t(b'b')+t(b'data')).hexdigest())"}.
   */
  @Test
  void itIsTheHashThatItsDescriptionSays() {
    assertThat(HashChain.next(HashChain.BEGINNING, RECORD))
        .isEqualTo("d498b5428a1006fbc12a81239cd1dfad7fc5a082f88d003f4989a13af7889515");
  }

  static Stream<ConsumerRecord<byte[], byte[]>> others() {
    return Stream.of(
        record("lof", 1, 2, 3, "key", header("a", "b"), "data"),
        record("log", 0, 2, 3, "key", header("a", "b"), "data"),
        record("log", 1, 0, 3, "key", header("a", "b"), "data"),
        record("log", 1, 2, 0, "key", header("a", "b"), "data"),
        record("log", 1, 2, 3, "kez", header("a", "b"), "data"),
        record("log", 1, 2, 3, null, header("a", "b"), "data"),
        record("log", 1, 2, 3, "key", header("c", "b"), "data"),
        record("log", 1, 2, 3, "key", header("a", "c"), "data"),
        record("log", 1, 2, 3, "key", header("ab", ""), "data"),
        record("log", 1, 2, 3, "key", new RecordHeaders(), "data"),
        record("log", 1, 2, 3, "key", header("a", "b").add("a", null), "data"),
        record("log", 1, 2, 3, "key", header("a", "b"), "datb"),
        record("log", 1, 2, 3, "key", header("a", "b"), ""),
        record("log", 1, 2, 3, "key", header("a", "b"), null));
  }

  @ParameterizedTest
  @MethodSource("others")
  void everyPartOfARecordChangesIt(ConsumerRecord<byte[], byte[]> other) {
    assertThat(HashChain.next(HashChain.BEGINNING, other))
        .isNotEqualTo(HashChain.next(HashChain.BEGINNING, RECORD));
  }

  @Test
  void whatStandsBeforeChangesIt() {
    assertThat(HashChain.next(HexFormat.of().formatHex(new byte[31]) + "01", RECORD))
        .isNotEqualTo(HashChain.next(HashChain.BEGINNING, RECORD));
  }

  private static Headers header(String name, String value) {
    return new RecordHeaders().add(name, value.getBytes(UTF_8));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic,
      int partition,
      long offset,
      long timestamp,
      @Nullable String key,
      Headers headers,
      @Nullable String data) {
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key == null ? null : key.getBytes(UTF_8),
        data == null ? null : data.getBytes(UTF_8),
        headers,
        Optional.empty());
  }
}
