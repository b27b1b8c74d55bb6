package dev.livecode.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutIntegrationTests {

  @TempDir Path folder;

  private Path jar;

  @BeforeEach
  void copyTheEdge() throws IOException {
    Path edge =
        Home.ofWorkingFolder().project().resolve("infra/deployed/edge/target/livecode-edge.jar");
    jar = Files.copy(edge, folder.resolve("livecode-edge.jar"));
  }

  @Test
  void aTrainedPartStartsWithWhatWasLearned() throws Exception {
    Layout layout = Layout.of(jar);
    assertThat(layout.command()).noneMatch(it -> it.contains("AOT"));

    try (var training = new Training(Map.of())) {
      training.begin(List.of(layout));
      await("the training").atMost(Duration.ofSeconds(120)).until(layout::isTrained);
    }

    List<String> command = layout.command(Services.MEMORY, "-XX:AOTMode=on");
    assertThat(command).contains("-XX:AOTCache=" + folder.resolve("layout/app.aot"));
    assertThat(startsAndEnds(command))
        .as("with this mode the JVM refuses a cache that does not fit")
        .isZero();
    assertThat(Layout.of(jar).isTrained()).as("the next start finds it").isTrue();
  }

  @Test
  void aTrainingThatIsBrokenOffLeavesNothingBehind() throws Exception {
    Layout layout = Layout.of(jar);
    try (var training = new Training(Map.of())) {
      training.begin(List.of(layout));
      await("it has begun")
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.exists(folder.resolve("layout/training.log")));
      // As the JVM writes it on its way.
      String half = "unfinished-" + ProcessHandle.current().pid() + ".aot.config";
      Files.writeString(folder.resolve("layout").resolve(half), "half");
    }

    assertThat(layout.isTrained()).isFalse();
    try (var files = Files.list(folder.resolve("layout"))) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("lib", "livecode-edge.jar", "made-from", "training.log");
    }
    await("its processes are gone")
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.current().descendants().noneMatch(this::isOfThisJar));
  }

  @Test
  void aNewerJarIsLaidOutAnewAndForgetsWhatWasLearnedOfTheOlder() throws Exception {
    Layout.of(jar);
    Files.writeString(folder.resolve("layout/app.aot"), "learned");
    assertThat(Layout.of(jar).isTrained()).isTrue();

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(Layout.of(jar).isTrained()).isFalse();
    assertThat(folder.resolve("layout/livecode-edge.jar")).exists();
  }

  private boolean isOfThisJar(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }

  private static int startsAndEnds(List<String> command) throws Exception {
    var ending = new ArrayList<>(command);
    ending.add(1, "-Dspring.context.exit=onRefresh");
    return new ProcessBuilder(ending)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
