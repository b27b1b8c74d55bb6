package dev.livecode.runner.sandbox.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedInputTests {

  private static final String END = "Z\0\0\0\0";

  private final TypedInput typed = new TypedInput();

  private void give(String text) {
    typed.give(text.getBytes(US_ASCII));
  }

  private @Nullable String next() {
    ByteBuffer message = typed.next();
    return message == null ? null : US_ASCII.decode(message).toString();
  }

  @Test
  void whatIsTypedIsSentOnceAndInOrder() {
    assertThat(next()).isNull();
    give("one");
    assertThat(next()).isEqualTo("I\0\0\0\3one");
    assertThat(next()).isNull();
    give("two");
    give("three");
    assertThat(next()).isEqualTo("I\0\0\0\10twothree");
  }

  @Test
  void theEndComesBehindTheLastByteAndOnce() {
    give("x".repeat(TypedInput.WINDOW_BYTES + 1));
    typed.end();
    typed.end();
    give("late");
    assertThat(next()).hasSize(5 + TypedInput.WINDOW_BYTES);
    assertThat(next()).isNull();
    typed.taken(1);
    assertThat(next()).isEqualTo("I\0\0\0\1x");
    assertThat(next()).isEqualTo(END);
    assertThat(next()).isNull();
  }

  @Test
  void anEndAloneIsSent() {
    typed.end();
    assertThat(next()).isEqualTo(END);
    assertThat(next()).isNull();
  }

  @Test
  void noMoreThanTheWindowIsUnderWay() {
    give("x".repeat(3 * TypedInput.WINDOW_BYTES));
    assertThat(next()).hasSize(5 + TypedInput.WINDOW_BYTES);
    assertThat(next()).isNull();
    typed.taken(100);
    assertThat(next()).hasSize(5 + 100);
    typed.taken(100 + TypedInput.WINDOW_BYTES);
    assertThat(next()).hasSize(5 + TypedInput.WINDOW_BYTES);
  }

  @Test
  void moreThanIsKeptIsRefusedAndTheRestStays() {
    typed.give(new byte[TypedInput.MOST_BYTES]);
    assertThatIllegalStateException().isThrownBy(() -> give("x"));
    assertThat(next()).hasSize(5 + TypedInput.WINDOW_BYTES);
    assertThatIllegalStateException().isThrownBy(() -> give("x"));
    typed.taken(1);
    give("x");
  }

  @Test
  void takenThatCanNotBeIsALie() {
    give("four");
    assertThatThrownBy(() -> typed.taken(1)).isInstanceOf(LyingLauncherException.class);
    assertThat(next()).isNotNull();
    for (long lie : new long[] {0, -1, 5, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> typed.taken(lie)).isInstanceOf(LyingLauncherException.class);
    }
    typed.taken(3);
    assertThatThrownBy(() -> typed.taken(3)).isInstanceOf(LyingLauncherException.class);
  }

  @Test
  void anotherLauncherIsSentAllOfItAgain() {
    give("one");
    typed.end();
    assertThat(next()).isNotNull();
    assertThat(next()).isEqualTo(END);
    typed.restart();
    assertThat(next()).isEqualTo("I\0\0\0\3one");
    assertThat(next()).isEqualTo(END);
  }

  @Test
  void everyByteArrivesInOrderHoweverItIsTakenAndTyped() {
    for (int seed = 0; seed < 200; seed++) {
      check(new Random(seed), seed);
    }
  }

  private static void check(Random random, int seed) {
    var input = new TypedInput();
    var given = new ByteArrayOutputStream();
    var arrived = new ByteArrayOutputStream();
    long taken = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(9) == 0 ? random.nextInt(90_000) : random.nextInt(9)];
      random.nextBytes(bytes);
      if (given.size() - taken + bytes.length <= TypedInput.MOST_BYTES) {
        input.give(bytes);
        given.writeBytes(bytes);
      }
      for (ByteBuffer it = input.next(); it != null; it = input.next()) {
        arrived.writeBytes(Arrays.copyOfRange(it.array(), 5, it.limit()));
      }
      assertThat(arrived.size() - taken).as("seed %d", seed).isLessThanOrEqualTo(65_536);
      long more = random.nextInt((int) (arrived.size() - taken) + 1);
      if (more > 0) {
        taken += more;
        input.taken(taken);
      }
    }
    byte[] expected = Arrays.copyOf(given.toByteArray(), arrived.size());
    assertThat(arrived.toByteArray()).as("seed %d", seed).isEqualTo(expected);
  }
}
