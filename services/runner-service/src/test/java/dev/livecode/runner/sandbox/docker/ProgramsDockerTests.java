package dev.livecode.runner.sandbox.docker;

import static dev.livecode.runner.sandbox.docker.Jobs.python;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource
class ProgramsDockerTests {

  private static final int MIB = 1 << 20;
  private static final Duration LONG = Duration.ofSeconds(5);

  @Parameter Isolation isolation = Isolation.CONTAINER;

  @SuppressWarnings("NullAway.Init") // Made before each invocation of the class.
  private TestEngine engine;

  private Heard heard = new Heard();

  @BeforeParameterizedClassInvocation
  void park() {
    engine = new TestEngine(isolation, 2);
  }

  @AfterParameterizedClassInvocation
  void remove() {
    engine.close();
    assertThat(engine.containersOf(engine.runner)).isEmpty();
  }

  private Report run(Job job) throws Exception {
    heard = new Heard();
    return engine.sandbox.run(job, heard);
  }

  @Test
  void outputAndExitCodeComeBack() throws Exception {
    Report report =
        run(python("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(3)"));
    assertThat(report.cause()).isEqualTo(Cause.EXIT);
    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(report.wallTime()).isPositive();
    assertThat(report.memoryPeakBytes()).isGreaterThan(MIB);
    assertThat(heard.stdout()).isEqualTo("out\n");
    assertThat(heard.stderr()).isEqualTo("err\n");
    assertThat(heard.handOvers()).isOne();
  }

  @Test
  void standardInputAndArgumentsReachTheProgram() throws Exception {
    run(
        python(
            "import sys\nprint(sys.stdin.read() + '|' + '|'.join(sys.argv[1:]))",
            "line\n\0é",
            List.of("one", "two words", ""),
            LONG,
            LONG));
    assertThat(heard.stdout()).isEqualTo("line\n\0é|one|two words|\n");
  }

  @Test
  void aSignalIsNamed() throws Exception {
    Report report = run(python("import os\nos.kill(os.getpid(), 15)"));
    assertThat(report.cause()).isEqualTo(Cause.SIGNAL);
    assertThat(report.signal()).isEqualTo(15);
  }

  @Test
  void aSleeperIsEndedByItsWallTimeAndItsOutputKept() throws Exception {
    Report report =
        run(python("import time\nprint('before')\ntime.sleep(60)", Duration.ofMillis(500), LONG));
    assertThat(report.cause()).isEqualTo(Cause.WALL_TIME);
    assertThat(report.wallTime()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1200));
    assertThat(heard.stdout()).isEqualTo("before\n");
  }

  @Test
  void aBusyLoopIsEndedByItsCpuTime() throws Exception {
    Report report = run(python("while True: pass", LONG, Duration.ofMillis(400)));
    assertThat(report.cause()).isEqualTo(Cause.CPU_TIME);
    assertThat(report.cpuTime()).isBetween(Duration.ofMillis(400), Duration.ofSeconds(2));
  }

  @Test
  void ofTooMuchOutputTheFirstIsKept() throws Exception {
    Report report = run(python("import sys\nwhile True: sys.stdout.write('x' * 65536)"));
    assertThat(report.cause()).isEqualTo(Cause.OUTPUT_LIMIT);
    assertThat(heard.stdoutBytes()).hasSize(MIB).containsOnly((byte) 'x');
    assertThat(report.stdoutBytes()).isGreaterThan(MIB);
  }

  @Test
  void tooMuchMemoryIsSeen() throws Exception {
    Report report =
        run(
            python(
                "print('before')\nb = bytearray(400 * 1024 * 1024)\nfor i in range(0, len(b), 4096): b[i] = 1"));
    assertThat(report.isSuccess()).isFalse();
    assertThat(report.ranOutOfMemory()).isTrue();
    assertThat(heard.stdout()).isEqualTo("before\n");
  }

  @Test
  void tighterMemoryReachesAParkedContainer() throws Exception {
    Job job = python("b = bytearray(60 * 1024 * 1024)\nfor i in range(0, len(b), 4096): b[i] = 1");
    assertThat(run(job).isSuccess()).isTrue();
    assertThat(run(Jobs.withMemory(job, 32 * MIB)).ranOutOfMemory()).isTrue();
  }

  @Test
  void everyByteComesBackAsItWas() throws Exception {
    run(python("import sys\nsys.stdout.buffer.write(bytes(range(256)) * 1000)"));
    byte[] expected = new byte[256_000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (byte) i;
    }
    assertThat(heard.stdoutBytes()).isEqualTo(expected);
  }

  @Test
  void aSourceWithNulAndEmojiArrivesWhole() throws Exception {
    String source = "#\0😀\nprint(len(open('main.py', 'rb').read()))";
    run(python(source));
    assertThat(heard.stderr() + heard.stdout())
        .containsAnyOf("null bytes", source.getBytes(StandardCharsets.UTF_8).length + "\n");
  }

  @Test
  void aCommandThatDoesNotExistIsNotStarted() throws Exception {
    Report report =
        run(Jobs.of("x", "", "", Jobs.step(StepKind.RUN, List.of("no-such-command"), LONG, LONG)));
    assertThat(report.cause()).isEqualTo(Cause.NOT_STARTED);
  }

  @Test
  void aFailedCompileStepEndsTheJob() throws Exception {
    Report report =
        run(
            Jobs.of(
                "main.py",
                "print('ran')",
                "",
                Jobs.step(
                    StepKind.COMPILE,
                    List.of("python3", "-c", "import sys; print('no'); sys.exit(1)"),
                    LONG,
                    LONG),
                Jobs.step(StepKind.RUN, List.of("python3", "main.py"), LONG, LONG)));
    assertThat(report.step()).isEqualTo(StepKind.COMPILE);
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(heard.stdout()).isEqualTo("no\n");
  }

  @Test
  void anInterruptedRunEndsItsContainer() throws Exception {
    var before = engine.containersOf(engine.runner);
    var listener = new Heard();
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    engine.sandbox.run(
                        python(
                            "import time\nprint('sleeps')\ntime.sleep(60)",
                            Duration.ofSeconds(60),
                            LONG),
                        listener);
                  } catch (Exception e) {
                    assertThat(e).isInstanceOf(InterruptedException.class);
                  }
                });
    listener.awaitOutput();
    var during = engine.containersOf(engine.runner);
    thread.interrupt();
    thread.join();
    await("one of " + during + ", of which " + before + " were parked, is removed")
        .atMost(Duration.ofSeconds(10))
        .until(() -> !engine.containersOf(engine.runner).containsAll(during));
  }

  @Test
  void manyRunsAtOnceKeepApart() throws Exception {
    try (var executor = Executors.newFixedThreadPool(6)) {
      var runs =
          IntStream.range(0, 12)
              .mapToObj(
                  i ->
                      executor.submit(
                          () -> {
                            var each = new Heard();
                            engine.sandbox.run(python("print(" + i + ")"), each);
                            return each.stdout().strip();
                          }))
              .toList();
      for (int i = 0; i < runs.size(); i++) {
        assertThat(runs.get(i).get()).isEqualTo(String.valueOf(i));
      }
    }
  }
}
