package dev.livecode.runner.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.PruneType;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.sandbox.docker.OnPrivateEngine;
import dev.livecode.runner.sandbox.docker.PrivateEngine;
import dev.livecode.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole runner over real Kafka, and an engine whose operators clean up and run out of disk. */
@Tag("engine-operations")
@ExtendWith(OnPrivateEngine.class)
class EngineOperationsDockerTests {

  private static final Duration SEEN = Duration.ofSeconds(30);
  private static final Duration BACK = Duration.ofSeconds(60);

  private final PrivateEngine engine;
  private final Log log = new Log(TestServers.kafka());

  EngineOperationsDockerTests(PrivateEngine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void isUp() throws Exception {
    engine.start();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private List<RunRequested> ask(int count) throws Exception {
    List<RunRequested> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(log.request("print(1)"));
    }
    return runs;
  }

  private void awaitCompleted(List<RunRequested> runs) {
    runs.forEach(run -> assertThat(log.awaitEnd(run).outcome()).isEqualTo(Outcome.COMPLETED));
  }

  @Test
  void runsSucceedWhateverIsDoneToParkedContainers() throws Exception {
    try (var runner = RunnerOnEngine.start(engine, RunnerOnEngine.IMAGE)) {
      runner.awaitReadiness(200, BACK);
      succeedsAfter((docker, id) -> docker.killContainerCmd(id).exec());
      succeedsAfter((docker, id) -> docker.removeContainerCmd(id).withForce(true).exec());
      succeedsAfter((docker, id) -> docker.pauseContainerCmd(id).exec());
      succeedsAfter((docker, _) -> docker.pruneCmd(PruneType.CONTAINERS).exec());
      succeedsAfter((docker, _) -> docker.pruneCmd(PruneType.IMAGES).exec());
    }
    assertThat(containers()).as("paused ones are removed as well").isEmpty();
  }

  private void succeedsAfter(BiConsumer<DockerClient, String> deed) throws Exception {
    DockerClient docker = engine.client();
    await("some are parked").atMost(BACK).until(() -> !runningContainers().isEmpty());
    runningContainers().forEach(it -> perform(deed, docker, it.getId()));
    awaitCompleted(ask(3));
  }

  private static void perform(
      BiConsumer<DockerClient, String> deed, DockerClient docker, String id) {
    try {
      deed.accept(docker, id);
    } catch (NotFoundException | ConflictException e) {
      // It went, or has ended, since it was listed.
    }
  }

  private List<Container> runningContainers() {
    return containers().stream().filter(it -> "running".equals(it.getState())).toList();
  }

  private List<Container> containers() {
    return engine.client().listContainersCmd().withShowAll(true).exec();
  }

  @Test
  void anImageThatIsTakenAwayOrExchangedIsSaidAndRunsWaitForIt() throws Exception {
    String repository = "livecode/taken-" + UUID.randomUUID();
    engine.nameImage(repository, "1");
    try (var runner = RunnerOnEngine.start(engine, repository + ":1")) {
      runner.awaitReadiness(200, BACK);
      engine.unnameImage(repository + ":1");
      List<RunRequested> runs = ask(8);
      awaitReason(runner, "There is no sandbox image '" + repository);
      engine.nameEmptyImage(repository, "1");
      awaitReason(runner, "A container could not be parked");
      assertThat(runs).anySatisfy(it -> assertThat(log.endsOf(it)).isEmpty());
      engine.nameImage(repository, "1");
      runner.awaitReadiness(200, BACK);
      awaitCompleted(runs);
    }
  }

  @Test
  void onAFullDiskRunsWaitForRoom() throws Exception {
    engine.shrinkDisk();
    try (var runner = RunnerOnEngine.start(engine, RunnerOnEngine.IMAGE)) {
      runner.awaitReadiness(200, BACK);
      engine.fillDisk(true);
      List<RunRequested> runs = ask(8);
      awaitReason(runner, "no space left on device");
      assertThat(runs).anySatisfy(it -> assertThat(log.endsOf(it)).isEmpty());
      engine.fillDisk(false);
      runner.awaitReadiness(200, BACK);
      awaitCompleted(runs);
    } finally {
      engine.unshrinkDisk();
    }
  }

  private static void awaitReason(RunnerOnEngine runner, String reason) {
    await("not ready, because: " + reason)
        .atMost(SEEN)
        .until(() -> runner.readiness() == 503 && runner.health().body().contains(reason));
  }
}
