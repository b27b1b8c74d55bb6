package dev.livecode.runner.sandbox.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.docker.Jobs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobCodecTests {

  private static Job job(byte[] content, byte[] stdin) {
    return new Job(
        Jobs.PROFILE,
        Jobs.PROFILE.memoryBytes(),
        List.of(new Job.SourceFile("m.py", content)),
        Map.of("A", "b"),
        stdin,
        false,
        List.of(
            new Step(
                StepKind.RUN,
                List.of("py", ""),
                Duration.ofMillis(5000),
                Duration.ofMillis(4000),
                7,
                8,
                9)));
  }

  private static String text(ByteBuffer bytes) {
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    return new String(all, ISO_8859_1);
  }

  @Test
  void aJobIsWrittenAsTheProtocolSays() {
    String body =
        "F\0\0\0\7\0\4m.py\1" // File: name length, name, content.
            + "V\0\0\0\3A=b"
            + "I\0\0\0\2in"
            + "S\0\0\0\61"
            + "\1\0\0\23\210\0\0\17\240" // Run, 5000 ms, 4000 ms.
            + "\0\0\0\0\0\0\0\7\0\0\0\0\0\0\0\7\0\0\0\0\0\0\0\10\0\0\0\11"
            + "\0\2\0\0\0\2py\0\0\0\0";
    String message = text(JobCodec.encode(job(new byte[] {1}, new byte[] {'i', 'n'})));
    assertThat(message).startsWith("LCJ3\0\0\0" + (char) body.length()).endsWith(body);
  }

  @Test
  void aRunThatContinuesIsAKindOfItsOwnWithoutACommand() {
    Duration time = Duration.ofMillis(1);
    var job =
        Jobs.of(
            "m",
            "",
            "",
            Jobs.step(StepKind.COMPILE, List.of("c"), time, time),
            new Step(StepKind.RUN, List.of(), time, time, 7, 8, 9));
    assertThat(text(JobCodec.encode(job)))
        .endsWith(
            "S\0\0\0\47\2\0\0\0\1\0\0\0\1"
                + "\0\0\0\0\0\0\0\7\0\0\0\0\0\0\0\7\0\0\0\0\0\0\0\10\0\0\0\11"
                + "\0\0");
  }

  @Test
  void anInteractiveJobSaysSo() {
    Job job = Jobs.python("print()");
    assertThat(text(JobCodec.encode(Jobs.interactive(job)))).contains("T\0\0\0\0S\0\0\0");
    assertThat(text(JobCodec.encode(job))).doesNotContain("T\0\0\0\0S\0\0\0");
  }

  @Test
  void withoutInputThereIsNoSuchField() {
    assertThat(text(JobCodec.encode(job(new byte[0], new byte[0])))).doesNotContain("I\0\0");
  }

  @Test
  void whatTheLauncherWouldRefuseIsNotSent() {
    assertThatThrownBy(() -> JobCodec.encode(job(new byte[4 << 20], new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
