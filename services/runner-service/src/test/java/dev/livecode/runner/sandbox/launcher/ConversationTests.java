package dev.livecode.runner.sandbox.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.docker.Heard;
import dev.livecode.runner.sandbox.docker.Jobs;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTests {

  private final Heard heard = new Heard();

  private Report listen(Frames frames) throws Exception {
    return listen(Jobs.python(""), frames);
  }

  private Report listen(Job job, Frames frames) throws Exception {
    return new Conversation(job, frames.reader(), heard).listen(_ -> {});
  }

  private static Frames hello() {
    return new Frames().begin(0).out("hi");
  }

  @Test
  void aWholeRunIsUnderstood() throws Exception {
    Report report = listen(hello().end(Frames.END));
    assertThat(report.cause()).isEqualTo(Cause.EXIT);
    assertThat(report.exitCode()).isZero();
    assertThat(report.wallTime()).hasMillis(12);
    assertThat(heard.stdout()).isEqualTo("hi");
  }

  @Test
  void whatARunThatContinuesWritesIsTheRuns() throws Exception {
    Duration time = Duration.ofSeconds(1);
    Step compile = Jobs.step(StepKind.COMPILE, List.of("c"), time, time);
    Job job = Jobs.of("m", "", "", compile, new Step(StepKind.RUN, List.of(), time, time, 2, 8, 9));
    var frames = new Frames().begin(0).out("compiling").begin(1).out("hi");
    Report report = listen(job, frames.end(Frames.END.replace("step=0", "step=1")));
    assertThat(report.step()).isEqualTo(StepKind.RUN);
    assertThat(heard.stdout()).isEqualTo("compilinghi");
  }

  @Test
  void whatTheProgramTookOfTheTypedInputIsHeard() throws Exception {
    var frames = hello().add('T', new byte[] {0, 0, 0, 0, 0, 0, 1, 2});
    listen(Jobs.interactive(Jobs.python("")), frames.end(Frames.END));
    assertThat(heard.taken()).isEqualTo(258);
  }

  @Test
  void takenInputIsALieWhereNobodyCanType() {
    assertLie(hello().add('T', new byte[8]));
    assertThatThrownBy(
            () -> listen(Jobs.interactive(Jobs.python("")), hello().add('T', new byte[7])))
        .isInstanceOf(LyingLauncherException.class);
  }

  @Test
  void aJobMayBeCancelledBeforeItBegins() throws Exception {
    String end = Frames.END.replace("cause=exit\nexit_code=0", "cause=cancelled");
    Report report = listen(new Frames().end(end));
    assertThat(report.cause()).isEqualTo(Cause.CANCELLED);
    assertThat(report.signal()).isNull();
    assertThat(report.isSuccess()).isFalse();
    assertThat(report.isAsExpected()).isTrue();
  }

  @Test
  void aStreamThatEndsEarlyIsNoReport() {
    assertThatThrownBy(() -> listen(hello())).isInstanceOf(EOFException.class);
  }

  @Test
  void aStoppedLauncherIsAFailureOfOurs() {
    assertThatThrownBy(() -> listen(hello().end(Frames.END.replace("cause=exit", "cause=stopped"))))
        .isInstanceOf(LauncherFailedException.class);
  }

  @Test
  void aLauncherThatCanNotDoItsWorkIsAFailureOfOurs() {
    assertThatThrownBy(() -> listen(new Frames().add('!', "no memory".getBytes(UTF_8))))
        .isInstanceOf(LauncherFailedException.class)
        .hasMessageContaining("no memory");
  }

  @Test
  void stepsBeginInTheirOrderAndOnce() {
    assertLie(new Frames().begin(1));
    assertLie(new Frames().begin(0).begin(0));
    assertLie(new Frames().begin(0).begin(1));
    assertLie(new Frames().add('B', new byte[0]));
  }

  @Test
  void moreOutputThanTheCapIsALie() {
    var frames = new Frames().begin(0);
    for (int i = 0; i < 17; i++) {
      frames.add('O', new byte[65_536]);
    }
    assertLie(frames);
    assertThat(heard.stdoutBytes()).hasSize(1 << 20);
  }

  @Test
  void framesOfImpossibleSizeAreNotRead() {
    assertLie(new Frames().begin(0).raw('O', 65_537, new byte[0]));
    assertLie(new Frames().begin(0).raw('O', -1, new byte[0]));
    assertLie(new Frames().begin(0).raw('?', 0, new byte[0]));
    assertLie(new Frames().add('R', new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step=0\n",
        "kind=run\n",
        "cause=exit\n",
        "exit_code=0\n",
        "wall_us=12000\n",
        "cpu_us=9000\n",
        "memory_peak_bytes=9000000\n",
        "oom_kills=0\n",
        "stdout_bytes=2\n",
        "stderr_bytes=0\n"
      })
  void anEndWithoutAKeyIsALie(String line) {
    assertThat(Frames.END).contains(line);
    assertLie(hello().end(Frames.END.replace(line, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step=0>step=1",
        "step=0>step=-1",
        "kind=run>kind=compile",
        "cause=exit>cause=luck",
        "exit_code=0>exit_code=256",
        "exit_code=0>exit_code=",
        "wall_us=12000>wall_us=-1",
        "wall_us=12000>wall_us=99999999999999999999",
        "stdout_bytes=2>stdout_bytes=1",
        "cpu_us=9000>cpu_us=9000\ncpu_us=1",
        "oom_kills=0>what"
      })
  void anEndThatCanNotBeIsALie(String change) {
    String[] sides = change.split(">", -1);
    assertThat(Frames.END).contains(sides[0]);
    assertLie(hello().end(Frames.END.replace(sides[0], sides[1])));
  }

  @Test
  void whateverComesTheEndIsOneOfFour() {
    byte[] good = hello().out("more").end(Frames.END.replace("_bytes=2", "_bytes=6")).toBytes();
    for (int seed = 0; seed < 20_000; seed++) {
      byte[] bytes = damaged(good, new Random(seed));
      var conversation =
          new Conversation(
              Jobs.python(""), new FrameReader(new ByteArrayInputStream(bytes)), new Heard());
      try {
        assertThat(conversation.listen(_ -> {})).isNotNull();
      } catch (IOException | LyingLauncherException | LauncherFailedException e) {
        assertThat(e).as("seed %d", seed).isNotNull();
      }
    }
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(good.length));
  }

  private void assertLie(Frames frames) {
    assertThatThrownBy(() -> listen(frames)).isInstanceOf(LyingLauncherException.class);
  }
}
