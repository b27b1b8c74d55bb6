package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Containers that somebody freezes, in one way or another, while the engine is well. */
@ParameterizedClass
@EnumSource
class FrozenDockerTests {

  private static final int PARKED = 2;
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration WALL = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration IN_TIME = WALL.plusSeconds(5);

  private final Isolation isolation;
  private TestEngine engine;

  FrozenDockerTests(Isolation isolation) {
    this.isolation = isolation;
  }

  @BeforeEach
  void park() {
    engine = new TestEngine(isolation, PARKED);
    await("all are parked").atMost(SOON).until(() -> engine.parkedNow() == PARKED);
  }

  @AfterEach
  void remove() {
    engine.close();
    assertThat(containers()).as("a frozen one is removed as well").isEmpty();
  }

  private List<String> containers() {
    return engine.containersOf(engine.runner);
  }

  private static Job job(String source) {
    return Jobs.python(source, WALL, WALL);
  }

  /** Who freezes a container. */
  enum Way {
    PAUSED_BY_THE_ENGINE {
      @Override
      void freeze(TestEngine engine, String container) {
        engine.docker.pauseContainerCmd(container).exec();
      }
    },
    LAUNCHER_STOPPED_BY_A_SIGNAL {
      @Override
      void freeze(TestEngine engine, String container) throws Exception {
        Long pid = engine.docker.inspectContainerCmd(container).exec().getState().getPidLong();
        var kill = new ProcessBuilder("kill", "-STOP", String.valueOf(pid)).inheritIO().start();
        if (kill.waitFor() != 0) {
          throw new IOException("Only root on the engine's own machine can do this");
        }
      }
    };

    abstract void freeze(TestEngine engine, String container) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void aRunStartsElsewhereInTimeWhenAllThatIsParkedIsFrozen(Way way) throws Exception {
    for (String container : containers()) {
      way.freeze(engine, container);
    }
    var heard = new Heard();
    long begin = System.nanoTime();
    assertThat(engine.sandbox.run(job("print('elsewhere')"), heard).isSuccess()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_TIME);
    assertThat(heard.stdout()).isEqualTo("elsewhere\n");
    assertThat(heard.handOvers()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void aProgramThatIsFrozenInMidRunIsSaidToBeSoInTime(Way way) throws Exception {
    var heard = new Heard();
    var freezing =
        CompletableFuture.runAsync(
            () -> {
              try {
                heard.awaitOutput();
                way.freeze(engine, busy());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    long begin = System.nanoTime();
    Report report = engine.sandbox.run(job("import time\nprint('before')\ntime.sleep(.5)"), heard);
    freezing.join();
    assertThat(report.cause()).isEqualTo(Cause.FROZEN);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_TIME);
    assertThat(heard.stdout()).isEqualTo("before\n");
  }

  @ParameterizedTest
  @EnumSource
  void aFrozenProgramThatIsCancelledIsGoneInTime(Way way) throws Exception {
    var heard = new Heard();
    var cancelling =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                heard.awaitOutput();
                way.freeze(engine, busy());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              heard.control().cancel();
              return System.nanoTime();
            });
    Report report =
        engine.sandbox.run(
            Jobs.python("import time\nprint('before')\ntime.sleep(60)", LONG, LONG), heard);
    assertThat(Duration.ofNanos(System.nanoTime() - cancelling.join()))
        .isLessThan(Duration.ofSeconds(2));
    assertThat(report.cause()).isEqualTo(Cause.CANCELLED);
    assertThat(heard.stdout()).isEqualTo("before\n");
    assertThat(containers()).as("nothing of it").noneMatch(this::isBusy);
  }

  @Test
  void whatWasTypedIntoAFrozenContainerIsTypedIntoTheNext() throws Exception {
    for (String container : containers()) {
      Way.PAUSED_BY_THE_ENGINE.freeze(engine, container);
    }
    var heard = new Heard();
    var typing =
        CompletableFuture.runAsync(
            () -> {
              heard.control().input("hello ".getBytes(UTF_8));
              heard.control().input("there\n".getBytes(UTF_8));
              heard.control().endInput();
            });
    Job job = Jobs.interactive(job("import sys\nprint(sys.stdin.read())"));
    assertThat(engine.sandbox.run(job, heard).isSuccess()).isTrue();
    typing.join();
    assertThat(heard.stdout()).isEqualTo("hello there\n\n");
    assertThat(heard.taken()).isEqualTo(12);
  }

  /** The container in which a program runs. */
  private String busy() {
    return containers().stream().filter(this::isBusy).findFirst().orElseThrow();
  }

  private boolean isBusy(String container) {
    return engine.commandsIn(container).anyMatch(command -> command.contains("main.py"));
  }

  @Test
  void aProgramThatIsPausedForAMomentGoesOn() throws Exception {
    var heard = new Heard();
    var pausing =
        CompletableFuture.runAsync(
            () -> {
              try {
                heard.awaitOutput();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              String container = busy();
              engine.docker.pauseContainerCmd(container).exec();
              engine.docker.unpauseContainerCmd(container).exec();
            });
    Report report =
        engine.sandbox.run(
            Jobs.python("import time\nprint('before')\ntime.sleep(1)\nprint('after')"), heard);
    pausing.join();
    assertThat(report.isSuccess()).isTrue();
    assertThat(heard.stdout()).isEqualTo("before\nafter\n");
  }

  @Test
  void aPausedContainerIsReplacedAtTheNextSweepBeforeARunNeedsIt() {
    List<String> before = containers();
    before.forEach(it -> engine.docker.pauseContainerCmd(it).exec());
    engine.sweeper.sweep();
    await("others are parked")
        .atMost(SOON)
        .until(
            () -> {
              List<String> now = containers();
              return now.size() == PARKED && now.stream().noneMatch(before::contains);
            });
  }
}
