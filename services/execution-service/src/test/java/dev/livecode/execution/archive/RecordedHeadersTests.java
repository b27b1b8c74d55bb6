package dev.livecode.execution.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordedHeadersTests {

  @Test
  void orderRepetitionAndBytesAreKept() {
    var headers =
        new RecordHeaders()
            .add("b", "one\0".getBytes(UTF_8))
            .add("a", new byte[] {(byte) 0xff})
            .add("b", null);

    assertThat(RecordedHeaders.parse(RecordedHeaders.of(headers))).isEqualTo(headers);
    assertThat(new String(RecordedHeaders.of(headers), UTF_8))
        .isEqualTo("[[\"b\",\"one\\u0000\"],[\"a\",{\"base64\":\"/w==\"}],[\"b\",null]]");
  }
}
