package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real containers in which something else sits in the launcher's place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass(name = "{0}")
@EnumSource
class LyingLauncherDockerTests {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(2);

  @Parameter Isolation isolation = Isolation.CONTAINER;

  private final String image = "livecode/liar:" + UUID.randomUUID();

  @SuppressWarnings("NullAway.Init") // Made before each invocation of the class.
  private TestEngine engine;

  @BeforeParameterizedClassInvocation
  void park() throws Exception {
    EngineAccess.client(TestEngine.usualAddress())
        .buildImageCmd(new File("src/test/resources/liar"))
        .withTags(Set.of(image))
        .withBuildArg("SANDBOX", TestEngine.IMAGE)
        .exec(new BuildImageResultCallback())
        .awaitImageId();
    engine =
        new TestEngine(
            isolation,
            1,
            Map.of("livecode.sandbox.image", image, "livecode.sandbox.ready-time", "1s"),
            walls -> walls);
    assertThat(engine.sandbox.awaitReady(SOON)).as(engine.health.reason()).isTrue();
  }

  @AfterParameterizedClassInvocation
  void remove() {
    engine.close();
    engine.docker.removeImageCmd(image).withForce(true).exec();
    assertThat(engine.containersOf(engine.runner)).isEmpty();
  }

  private Report run(String lie, Heard heard) throws Exception {
    Job job = Jobs.python("# lie: " + lie + "\n", SHORT, SHORT);
    return engine.sandbox.run(job, heard);
  }

  private String parked() {
    // One that was used stays a moment: alone, it would be taken for the parked one.
    return await("one is parked")
        .atMost(SOON)
        .until(this::containers, them -> them.size() == 1 && engine.parkedNow() == 1)
        .getFirst();
  }

  private List<String> containers() {
    return engine.containersOf(engine.runner);
  }

  private void checkReplacedAndGoesOn(String container) throws Exception {
    var heard = new Heard();
    assertThat(run("none", heard).isSuccess()).as("the next run").isTrue();
    assertThat(heard.stdout()).isEqualTo("abc");
    await("another container than " + container)
        .atMost(SOON)
        .until(() -> containers().size() == 1 && !containers().contains(container));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no such frame",
        "a frame of four gigabytes",
        "half a frame",
        "a second beginning",
        "more output than the cap",
        "ready in mid-run",
        "the end of a step that is not there",
        "the end of another kind of step",
        "an end for no cause",
        "an end with a cause of its own",
        "an end before its time",
        "less output than it sent",
        "a cancel that nobody asked for",
        "input taken that nobody typed",
        "gone",
        "gone before the beginning",
      })
  void aLieEndsTheRunAndTheContainer(String lie) throws Exception {
    String container = parked();
    var heard = new Heard();
    Report report = run(lie, heard);
    assertThat(report.cause()).isEqualTo(Cause.LOST);
    assertThat(report.isSuccess()).isFalse();
    assertThat(heard.stdoutBytes()).hasSizeLessThanOrEqualTo(1 << 20);
    assertThat(heard.handOvers()).isOne();
    checkReplacedAndGoesOn(container);
  }

  @Test
  void silenceEndsWithTheRunnersOwnDeadline() throws Exception {
    String container = parked();
    long begin = System.nanoTime();
    assertThat(run("silence", new Heard()).cause()).as("it hangs on").isEqualTo(Cause.FROZEN);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(SHORT);
    checkReplacedAndGoesOn(container);
  }

  @Test
  void silenceBeforeTheBeginningIsAFailureOfOurs() throws Exception {
    String container = parked();
    var heard = new Heard();
    assertThatThrownBy(() -> run("no beginning", heard))
        .isInstanceOf(SandboxFailedException.class)
        .hasMessageContaining("No program began");
    assertThat(heard.handOvers()).isOne();
    checkReplacedAndGoesOn(container);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "no beginning", "an error when it is spoken to"})
  void aCancelEndsTheRunWhateverTheLauncherSaysToIt(String lie) throws Exception {
    String container = parked();
    var heard = new Heard();
    var cancelled = CompletableFuture.supplyAsync(() -> cancel(heard));
    Report report = run(lie, heard);
    assertThat(Duration.ofNanos(System.nanoTime() - cancelled.join())).isLessThan(SHORT);
    assertThat(report.cause()).isEqualTo(Cause.CANCELLED);
    assertThat(report.step()).isEqualTo(StepKind.RUN);
    assertThat(heard.handOvers()).isOne();
    checkReplacedAndGoesOn(container);
  }

  /** Answers when that was. */
  private static long cancel(Heard heard) {
    heard.control().cancel();
    return System.nanoTime();
  }

  @Test
  void anErrorIsAFailureOfOurs() throws Exception {
    String container = parked();
    assertThatThrownBy(() -> run("error", new Heard()))
        .isInstanceOf(SandboxFailedException.class)
        .hasMessageContaining("The disk is full");
    checkReplacedAndGoesOn(container);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "never ready again",
        "ready at the weaker level",
        "error after the end",
        "more after the end"
      })
  void whatComesAfterTheEndTakesNothingFromTheRun(String lie) throws Exception {
    String container = parked();
    assertThat(run(lie, new Heard()).isSuccess()).isTrue();
    checkReplacedAndGoesOn(container);
  }
}
