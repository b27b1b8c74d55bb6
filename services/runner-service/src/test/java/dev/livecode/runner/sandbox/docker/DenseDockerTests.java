package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.pool.IsolationProbe;
import dev.livecode.runner.sandbox.pool.IsolationRefusedException;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a container stays that serves many jobs. */
class DenseDockerTests {

  private static final Duration SOON = Duration.ofSeconds(15);

  private @Nullable TestEngine engine;

  private TestEngine start(Map<String, String> settings) throws Exception {
    var started = new TestEngine(Isolation.NAMESPACE, 1, settings, walls -> walls);
    engine = started;
    assertThat(started.sandbox.awaitReady(SOON)).isTrue();
    return started;
  }

  @AfterEach
  void remove() {
    if (engine != null) {
      engine.close();
      assertThat(engine.containersOf(engine.runner)).isEmpty();
    }
  }

  private static String container(TestEngine engine) {
    List<String> all = engine.containersOf(engine.runner);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static Report run(TestEngine engine, String source) throws Exception {
    return engine.sandbox.run(Jobs.python(source), new Heard());
  }

  private static void awaitReplaced(TestEngine engine, String container) {
    await("another container than " + container)
        .atMost(SOON)
        .until(
            () -> {
              List<String> all = engine.containersOf(engine.runner);
              return all.size() == 1 && !all.contains(container);
            });
  }

  @Test
  void aContainerServesManyJobsWhateverTheirEnd() throws Exception {
    TestEngine engine = start(Map.of());
    String container = container(engine);
    for (String source :
        List.of(
            "print(1)",
            "raise SystemExit(3)",
            "while True: print('x' * 65536)",
            "import os; os.kill(os.getpid(), 9)",
            "b = bytearray(400 << 20)\nfor i in range(0, len(b), 4096): b[i] = 1",
            "import os\nwhile True:\n  try: os.fork()\n  except OSError: break",
            "print(2)")) {
      assertThat(run(engine, source).cause()).isNotEqualTo(Cause.LOST);
    }
    assertThat(container(engine)).isEqualTo(container);
  }

  @Test
  void aContainerIsReplacedAfterItsNumberOfRuns() throws Exception {
    TestEngine engine = start(Map.of("livecode.sandbox.runs-per-container", "3"));
    String container = container(engine);
    run(engine, "print(1)");
    run(engine, "print(2)");
    assertThat(container(engine)).isEqualTo(container);
    run(engine, "print(3)");
    awaitReplaced(engine, container);
  }

  @Test
  void aContainerIsReplacedAtItsAge() throws Exception {
    TestEngine engine = start(Map.of("livecode.sandbox.parked-for", "4s"));
    String container = container(engine);
    run(engine, "print(1)");
    awaitReplaced(engine, container);
  }

  @Test
  void tighterMemoryHoldsForOneRunOnly() throws Exception {
    TestEngine engine = start(Map.of());
    String container = container(engine);
    Job job =
        Jobs.python("b = bytearray(60 * 1024 * 1024)\nfor i in range(0, len(b), 4096): b[i] = 1");
    Job tighter = Jobs.withMemory(job, 32 << 20);
    assertThat(engine.sandbox.run(tighter, new Heard()).ranOutOfMemory()).isTrue();
    assertThat(engine.sandbox.run(job, new Heard()).isSuccess()).isTrue();
    assertThat(container(engine)).isEqualTo(container);
  }

  @Test
  void aKillForWantOfMemoryThatWasNotTheProgramsOwnReplacesTheContainer() throws Exception {
    TestEngine engine = start(Map.of());
    String container = container(engine);
    Report report =
        run(
            engine,
            """
            import os
            if os.fork() == 0:
                b = bytearray(400 << 20)
                for i in range(0, len(b), 4096): b[i] = 1
            os.wait()
            """);
    assertThat(report.ranOutOfMemory()).isTrue();
    assertThat(report.isSuccess()).isTrue();
    awaitReplaced(engine, container);
  }

  @Test
  void aContainerWhoseLauncherDiesIsReplaced() throws Exception {
    TestEngine engine = start(Map.of());
    String container = container(engine);
    run(engine, "print(1)");
    engine.docker.killContainerCmd(container).exec();
    assertThat(run(engine, "print(2)").isSuccess()).isTrue();
    awaitReplaced(engine, container);
  }

  @Test
  void aHostThatForbidsNamespacesIsSaidAtStartAndNothingWeakerRuns() {
    var refusing =
        new TestEngine(
            Isolation.NAMESPACE,
            1,
            Map.of(
                "livecode.sandbox.namespace-seccomp-profile",
                "../../infra/sandbox/image/seccomp.json"),
            walls -> walls);
    engine = refusing;
    assertThatThrownBy(() -> IsolationProbe.require(Isolation.NAMESPACE, refusing.parking))
        .isInstanceOf(IsolationRefusedException.class)
        .hasMessageStartingWith("livecode.sandbox.isolation=namespace: ")
        .hasMessageContaining("seccomp");
    assertThatThrownBy(() -> refusing.parking.park(Jobs.PROFILE))
        .isInstanceOf(SandboxFailedException.class);
    assertThat(refusing.health.isUp()).isFalse();
  }
}
