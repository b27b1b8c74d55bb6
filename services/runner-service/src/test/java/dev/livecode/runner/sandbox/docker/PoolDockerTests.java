package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import dev.livecode.runner.sandbox.pool.Parking;
import dev.livecode.runner.sandbox.pool.Sweeper;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class PoolDockerTests {

  private static final Duration SOON = Duration.ofSeconds(15);

  private final Isolation isolation;
  private TestEngine engine;

  PoolDockerTests(Isolation isolation) {
    this.isolation = isolation;
  }

  @BeforeEach
  void park() throws Exception {
    engine = new TestEngine(isolation, 1);
    assertThat(engine.sandbox.awaitReady(SOON)).as("one is parked").isTrue();
    assertThat(parked()).hasSize(1);
  }

  @AfterEach
  void remove() {
    engine.close();
    assertThat(engine.containersOf(engine.runner)).isEmpty();
  }

  private List<String> parked() {
    return engine.containersOf(engine.runner);
  }

  private static boolean isRunning(TestEngine engine, String name) {
    return engine
        .engine
        .stateOf(name)
        .map(it -> Boolean.TRUE.equals(it.getRunning()))
        .orElse(false);
  }

  @Test
  void aParkedContainerThatDiesIsReplaced() {
    String first = parked().getFirst();
    engine.docker.killContainerCmd(first).exec();
    await("another is parked")
        .atMost(SOON)
        .until(() -> parked().size() == 1 && !parked().contains(first));
  }

  @Test
  void aRunRightAfterItsParkedContainerDiedSucceeds() throws Exception {
    engine.docker.killContainerCmd(parked().getFirst()).exec();
    var heard = new Heard();
    assertThat(engine.sandbox.run(Jobs.python("print(1)"), heard).isSuccess()).isTrue();
    assertThat(heard.stdout()).isEqualTo("1\n");
    assertThat(heard.handOvers()).isOne();
  }

  @Test
  void aContainerThatIsKilledInMidRunIsAResultWhenTheEngineIsWell() throws Exception {
    String container = parked().getFirst();
    var heard = new Heard();
    var killer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    heard.awaitOutput();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  engine.docker.killContainerCmd(container).exec();
                });
    Report report =
        engine.sandbox.run(Jobs.python("import time\nprint('before')\ntime.sleep(60)"), heard);
    killer.join();
    assertThat(report.cause()).isEqualTo(Cause.LOST);
    assertThat(report.signal()).isEqualTo(9);
    assertThat(report.ranOutOfMemory()).isFalse();
    assertThat(heard.stdout()).isEqualTo("before\n");
  }

  @Test
  void whereOneContainerIsAllThereMayBeTheEngineProvesItselfInThePlaceOfTheDead() throws Exception {
    try (var single =
        new TestEngine(isolation, 1, Map.of("livecode.pool.limit", "1"), walls -> walls)) {
      assertThat(single.sandbox.awaitReady(SOON)).isTrue();
      String container = single.containersOf(single.runner).getFirst();
      var heard = new Heard();
      var running =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return single.sandbox.run(
                      Jobs.python("import time\nprint('before')\ntime.sleep(60)"), heard);
                } catch (SandboxFailedException | InterruptedException e) {
                  throw new CompletionException(e);
                }
              });
      heard.awaitOutput();
      single.docker.killContainerCmd(container).exec();
      int most = 0;
      while (!running.isDone()) {
        most = Math.max(most, single.containersOf(single.runner).size());
      }
      assertThat(running.join().cause()).isEqualTo(Cause.LOST);
      assertThat(most).isOne();
    }
  }

  @Test
  void aContainerThatTheEngineStopsIsAFailureOfOurs() throws Exception {
    String container = parked().getFirst();
    var heard = new Heard();
    var stopper =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    heard.awaitOutput();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  engine.docker.killContainerCmd(container).withSignal("TERM").exec();
                });
    assertThatThrownBy(
            () ->
                engine.sandbox.run(
                    Jobs.python("import time\nprint('before')\ntime.sleep(60)"), heard))
        .isInstanceOf(SandboxFailedException.class)
        .hasMessageContaining("stopped from outside");
    stopper.join();
  }

  @Test
  void whenARunnerDiesItsContainersEndByThemselves() throws Exception {
    var dead = new RunnerName(engine.runner + "-dead");
    ParkedContainer orphan = engine.parking(dead).park(Jobs.PROFILE);
    orphan.hangUp(); // What the kernel does for a process that was killed.
    await("its launcher ends")
        .atMost(Duration.ofSeconds(2))
        .until(() -> !isRunning(engine, orphan.name()));
    engine.sweeper.sweep();
    engine.sweeper.sweep();
    assertThat(engine.containersOf(dead)).isEmpty();
  }

  @Test
  void theSweepSparesLivingSiblings() throws Exception {
    var sibling = new RunnerName(engine.runner + "-sibling");
    Parking parking = engine.parking(sibling);
    ParkedContainer theirs = parking.park(Jobs.PROFILE);
    engine.sweeper.sweep();
    engine.sweeper.sweep();
    assertThat(isRunning(engine, theirs.name())).isTrue();
    parking.remove(theirs);
    assertThat(parked()).hasSize(1);
  }

  @Test
  void aLeaseIsMeasuredByWhoLooksAndByNoClock() throws Exception {
    var sibling = new RunnerName(engine.runner + "-frozen");
    Parking parking = engine.parking(sibling);
    ParkedContainer theirs = parking.park(Jobs.PROFILE);
    var now = new AtomicReference<>(Instant.EPOCH);
    var sweeper =
        new Sweeper(engine.engine, engine.parking, engine.runner, now::get, engine.metrics);
    sweeper.sweep();
    now.set(Instant.EPOCH.plus(engine.properties.lease()).minusSeconds(1));
    sweeper.sweep();
    assertThat(isRunning(engine, theirs.name())).isTrue();
    now.set(Instant.EPOCH.plus(engine.properties.lease()));
    sweeper.sweep();
    assertThat(engine.containersOf(sibling)).isEmpty();
    parking.remove(theirs);
  }

  @Test
  void aMissingImageIsSaidPlainly() {
    assertThatThrownBy(() -> engine.parking.park(new Profile("livecode/absent", 64 << 20, 16)))
        .isInstanceOf(SandboxFailedException.class)
        .hasMessage(
            "There is no sandbox image 'livecode/absent': build or pull it, or change the language.yaml"
                + " that names it");
  }

  @Test
  void theWallsStandAroundARunningContainer() {
    var host = engine.docker.inspectContainerCmd(parked().getFirst()).exec().getHostConfig();
    assertThat(host.getNetworkMode()).isEqualTo("none");
    assertThat(host.getReadonlyRootfs()).isTrue();
    assertThat(host.getMemory()).isEqualTo(Jobs.PROFILE.memoryBytes());
    assertThat(host.getMemorySwap()).isEqualTo(Jobs.PROFILE.memoryBytes());
    assertThat(host.getPidsLimit()).isEqualTo(isolation == Isolation.NAMESPACE ? 130 : 128);
    assertThat(host.getSecurityOpts())
        .contains("no-new-privileges")
        .anySatisfy(it -> assertThat(it).startsWith("seccomp={").contains("defaultAction"));
  }
}
