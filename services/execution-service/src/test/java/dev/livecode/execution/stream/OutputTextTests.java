package dev.livecode.execution.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OutputTextTests {

  private static final String[] CHARACTERS = {"a", "\0", "é", "€", "\uD83D\uDE00"};

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @RepeatedTest(300)
  void allTextsTogetherAreTheTextOfAllBytesWhereverTheyAreCutAndResumed() {
    byte[] bytes = randomBytes();
    var told = new StringBuilder();
    List<Long> offsets = new ArrayList<>();
    var text = new OutputText(0);
    for (int at = 0; at < bytes.length; ) {
      if (random.nextInt(4) == 0) {
        // Whoever resumes gets again what was not told yet.
        text = new OutputText(text.told());
        at = (int) text.told();
      }
      int length = Math.min(1 + random.nextInt(7), bytes.length - at);
      OutputText.Text more = text.accept(at, Arrays.copyOfRange(bytes, at, at + length));
      told.append(more.text());
      offsets.add(more.offset());
      at += length;
    }
    told.append(text.end().text());

    assertThat(told.toString()).as("seed %d", seed).isEqualTo(new String(bytes, UTF_8));
    assertThat(offsets).as("seed %d", seed).isSorted();
    assertThat(text.told()).isEqualTo(bytes.length);
  }

  @Test
  void theOffsetIsThatOfTheFirstByte() {
    var text = new OutputText(10);

    assertThat(text.accept(10, new byte[] {'x', (byte) 0xe2, (byte) 0x82}))
        .isEqualTo(new OutputText.Text("x", 10));
    assertThat(text.told()).isEqualTo(11);
    assertThat(text.received()).isEqualTo(13);
    assertThat(text.accept(13, new byte[] {(byte) 0xac, 'y'}))
        .isEqualTo(new OutputText.Text("€y", 11));
  }

  @Test
  void whatIsKnownIsDropped() {
    var text = new OutputText(0);
    text.accept(0, "Hello".getBytes(UTF_8));

    assertThat(text.accept(0, "Hello".getBytes(UTF_8)).text()).isEmpty();
    assertThat(text.accept(3, "lo World".getBytes(UTF_8)).text()).isEqualTo(" World");
  }

  @Test
  void whatLiesBehindAGapIsNotTold() {
    var text = new OutputText(0);

    assertThat(text.accept(1, "x".getBytes(UTF_8)).text()).isEmpty();
    assertThat(text.accept(0, "abc".getBytes(UTF_8)).text()).isEqualTo("abc");
  }

  private byte[] randomBytes() {
    var bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(60); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        bytes.write(0x70 + random.nextInt(0x90));
      } else {
        bytes.writeBytes(CHARACTERS[random.nextInt(CHARACTERS.length)].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
