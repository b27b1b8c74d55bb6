package dev.livecode.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.livecode.embedded.ServerCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedPartTests {

  @TempDir Path folder;

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final List<SupervisedPart> started = new ArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(SupervisedPart::stop);
  }

  @Test
  void aPartThatDiesIsStartedAgainAndItIsSaid() {
    SupervisedPart part = start("exec sleep 60", true);
    ProcessHandle first = part.handle();

    part.crash();

    await("another process")
        .atMost(Duration.ofSeconds(10))
        .until(() -> part.handle() != null && !part.handle().equals(first));
    assertThat(said)
        .anyMatch(line -> line.startsWith("demo ended with 137; starting it again in 500 ms"));
  }

  @Test
  void aStoppedPartStaysStopped() {
    SupervisedPart part = start("exec sleep 60", true);
    ProcessHandle process = Objects.requireNonNull(part.handle());

    part.stop();

    assertThat(process.isAlive()).isFalse();
    assertThat(part.handle()).isNull();
    assertThat(said).isEmpty();
  }

  @Test
  void aPartThatDoesNotStopIsKilled() {
    SupervisedPart part = start("trap '' TERM; echo deaf; while :; do sleep 0.1; done", true);
    await("the trap is set")
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.readString(part.part().command().log()).contains("deaf"));

    part.stop();

    assertThat(said).anyMatch(line -> line.contains("did not stop within 1 s; killing it"));
    await("its end").atMost(Duration.ofSeconds(5)).until(() -> part.handle() == null);
  }

  @Test
  void aPartThatDiesBeforeItIsReadyShowsTheEndOfItsLog() {
    SupervisedPart part = start("echo 'no space left'; exit 3", false);
    await("its end").atMost(Duration.ofSeconds(5)).until(() -> part.handle() == null);

    assertThatThrownBy(part::awaitReady)
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("demo does not get ready")
        .hasMessageContaining("no space left");
  }

  private SupervisedPart start(String script, boolean ready) {
    var command = new ServerCommand(List.of("sh", "-c", script), Map.of(), folder.resolve("log"));
    var part =
        new SupervisedPart(
            new Part(
                "demo", command, 0, () -> ready, Part.Farewell.TERMINATE, Duration.ofSeconds(1)),
            said::add,
            () -> {});
    started.add(part);
    part.start();
    return part;
  }
}
