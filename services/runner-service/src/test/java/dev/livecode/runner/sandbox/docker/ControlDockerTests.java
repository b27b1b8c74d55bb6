package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that are cancelled and typed for, in real containers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass(name = "{0}")
@EnumSource
class ControlDockerTests {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(1);

  // The common pool has one thread on a machine of two cores.
  private static final Executor THREADS = Thread.ofPlatform()::start;

  @Parameter Isolation isolation = Isolation.CONTAINER;

  @SuppressWarnings("NullAway.Init") // Made before each invocation of the class.
  private TestEngine engine;

  @BeforeParameterizedClassInvocation
  void park() throws Exception {
    engine = new TestEngine(isolation, 1);
    assertThat(engine.sandbox.awaitReady(LONG)).isTrue();
  }

  @AfterParameterizedClassInvocation
  void remove() {
    engine.close();
    assertThat(engine.containersOf(engine.runner)).isEmpty();
  }

  private CompletableFuture<Report> start(Job job, Heard heard) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return engine.sandbox.run(job, heard);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        THREADS);
  }

  private static Job python(String source) {
    return Jobs.python(source, LONG, LONG);
  }

  private static Job interactive(String source) {
    return Jobs.interactive(python(source));
  }

  private static void type(RunControl control, String text) {
    control.input(text.getBytes(UTF_8));
  }

  private static void awaitOutput(Heard heard, String ending) {
    await(ending).atMost(LONG).until(() -> heard.stdout().endsWith(ending));
  }

  /** Cancels, and sees to it that the job is over soon. */
  private static Report cancel(CompletableFuture<Report> running, Heard heard) {
    long begin = System.nanoTime();
    heard.control().cancel();
    Report report = running.join();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    assertThat(report.cause()).isEqualTo(Cause.CANCELLED);
    return report;
  }

  private void checkGoesOn() throws Exception {
    var heard = new Heard();
    assertThat(engine.sandbox.run(python("print('next')"), heard).isSuccess()).isTrue();
    assertThat(heard.stdout()).isEqualTo("next\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import time; time.sleep(60)",
        "while True: pass",
        "import os\nfor _ in range(3): os.fork()\nwhile True: pass",
        "import sys\nsys.stdin.read()\nimport time; time.sleep(60)",
        "import signal, time\nfor n in range(35, 65): signal.signal(n, signal.SIG_IGN)\ntime.sleep(60)"
      })
  void aProgramThatIsCancelledIsOverWithinASecond(String source) throws Exception {
    var heard = new Heard();
    var running = start(python("print('up')\n" + source), heard);
    awaitOutput(heard, "up\n");
    Report report = cancel(running, heard);
    assertThat(report.step()).isEqualTo(StepKind.RUN);
    assertThat(report.wallTime()).isPositive();
    assertThat(report.memoryPeakBytes()).isPositive();
    assertThat(heard.stdout()).isEqualTo("up\n");
    checkGoesOn();
  }

  @Test
  void aCompileStepThatIsCancelledIsOverWithinASecond() throws Exception {
    var heard = new Heard();
    List<String> compile = List.of("sh", "-c", "echo compiling; sleep 60");
    var running =
        start(
            Jobs.of(
                "a",
                "",
                "",
                Jobs.step(StepKind.COMPILE, compile, LONG, LONG),
                Jobs.step(StepKind.RUN, List.of("echo", "runs"), LONG, LONG)),
            heard);
    awaitOutput(heard, "compiling\n");
    assertThat(cancel(running, heard).step()).isEqualTo(StepKind.COMPILE);
    assertThat(heard.stdout()).isEqualTo("compiling\n");
    checkGoesOn();
  }

  @Test
  void aJobMayBeCancelledAsSoonAsItIsHandedOver() throws Exception {
    var heard = new Heard();
    var running = start(python("import time; time.sleep(60)"), heard);
    cancel(running, heard);
    checkGoesOn();
  }

  @Test
  void aContainerThatStaysIsKeptAfterACancel() throws Exception {
    List<String> before = engine.containersOf(engine.runner);
    for (int i = 0; i < 5; i++) {
      var heard = new Heard();
      var running = start(python("print('up')\nwhile True: pass"), heard);
      awaitOutput(heard, "up\n");
      cancel(running, heard);
    }
    checkGoesOn();
    if (isolation.isLasting()) {
      assertThat(engine.containersOf(engine.runner)).isEqualTo(before);
    }
  }

  @Test
  void aCancelThatCrossesWithTheEndHitsNoOtherJob() throws Exception {
    var random = new Random(13);
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    for (int i = 0; i < 40; i++) {
      var heard = new Heard();
      var running = start(python("print('up')"), heard);
      RunControl control = heard.control();
      CompletableFuture.runAsync(
              control::cancel,
              CompletableFuture.delayedExecutor(random.nextInt(60), TimeUnit.MILLISECONDS, THREADS))
          .join();
      Report report = running.join();
      causes.add(report.cause());
      assertThat(report.isSuccess() || report.cause() == Cause.CANCELLED).as("%s", report).isTrue();
      control.cancel();
      checkGoesOn();
    }
    assertThat(causes).contains(Cause.CANCELLED, Cause.EXIT);
  }

  @Test
  void whatIsSaidAfterTheEndChangesNothing() throws Exception {
    var heard = new Heard();
    assertThat(engine.sandbox.run(interactive("print(1)"), heard).isSuccess()).isTrue();
    for (int i = 0; i < 3; i++) {
      heard.control().input(new byte[1 << 20]);
    }
    heard.control().endInput();
    heard.control().cancel();
    heard.control().cancel();
    checkGoesOn();
  }

  @Test
  void threeQuestionsAreAnsweredOneByOne() throws Exception {
    var heard = new Heard();
    var running = start(interactive("for i in range(3): print('<' + input('? ') + '>')"), heard);
    for (String word : List.of("one", "zwölf", "3")) {
      awaitOutput(heard, "? ");
      type(heard.control(), word + "\n");
      awaitOutput(heard, "<" + word + ">\n" + (word.equals("3") ? "" : "? "));
    }
    assertThat(running.join().isSuccess()).isTrue();
    assertThat(heard.stdout()).isEqualTo("? <one>\n? <zwölf>\n? <3>\n");
    assertThat(heard.taken()).isEqualTo(13);
  }

  @Test
  void aHundredInputsAsFastAsPossibleKeepTheirOrder() throws Exception {
    var heard = new Heard();
    var running = start(interactive("import sys\nprint(sys.stdin.read(), end='')"), heard);
    for (int i = 0; i < 100; i++) {
      type(heard.control(), i + "\n");
    }
    heard.control().endInput();
    heard.control().endInput();
    assertThat(running.join().isSuccess()).isTrue();
    assertThat(heard.stdout())
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> i + "\n").collect(Collectors.joining()));
  }

  @Test
  void aProgramThatReadsLateGetsAllOfAMebibyteAndNoMoreIsKept() throws Exception {
    var heard = new Heard();
    String late =
        """
        import sys, time
        print('up')
        time.sleep(.5)
        data = sys.stdin.read()
        print(len(data), data == ''.join(chr(97 + i % 26) for i in range(len(data) - 1)) + '\\n')
        """;
    var running = start(interactive(late), heard);
    var bytes = new byte[1 << 20];
    for (int i = 0; i < bytes.length - 1; i++) {
      bytes[i] = (byte) ('a' + i % 26);
    }
    bytes[bytes.length - 1] = '\n';
    RunControl control = heard.control();
    control.input(bytes);
    assertThatIllegalStateException().isThrownBy(() -> control.input(new byte[1 << 20]));
    control.endInput();
    assertThat(running.join().isSuccess()).as(heard.stderr()).isTrue();
    assertThat(heard.stdout()).isEqualTo("up\n1048576 True\n");
    assertThat(heard.taken()).isEqualTo(1 << 20);
  }

  @Test
  void whoIsTypedForCanBeCancelledWithAFullPipe() throws Exception {
    var heard = new Heard();
    var running = start(interactive("import time\nprint('up')\ntime.sleep(60)"), heard);
    heard.control().input(new byte[1 << 20]);
    awaitOutput(heard, "up\n");
    cancel(running, heard);
    checkGoesOn();
  }

  @Test
  void nobodyTypesForAJobThatIsNotInteractive() throws Exception {
    var heard = new Heard();
    var running = start(python("print(input())"), heard);
    RunControl control = heard.control();
    assertThatIllegalStateException().isThrownBy(() -> type(control, "x"));
    assertThatIllegalStateException().isThrownBy(control::endInput);
    assertThat(running.join().exitCode()).as("the end of its input").isOne();
  }
}
