package dev.livecode.local.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * The Docker engine and the image that programs run in, by the scripts that any deployment can use.
 */
final class Sandbox implements AutoCloseable {

  private final Home home;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  Sandbox(Home home) {
    this.home = home;
  }

  /** Makes sure that an engine answers. One that has to be started stays. */
  void ensureEngine(boolean mayInstall) throws IOException, InterruptedException {
    lastLine("ensure-engine", permission(mayInstall));
  }

  /** The tag of the image, which may have to be built yet. */
  String image() throws IOException, InterruptedException {
    return lastLine("build-image", List.of("--print"));
  }

  /**
   * Makes sure that the image is there and up to date, in the background. What it ends with says
   * why it is not, as {@link CannotStartException}.
   */
  Future<?> buildImage(boolean mayInstall) {
    var building = new FutureTask<>(() -> lastLine("build-image", permission(mayInstall)));
    Thread.ofVirtual().name("image").start(building);
    return building;
  }

  private static List<String> permission(boolean mayInstall) {
    return mayInstall ? List.of() : List.of("--no-install");
  }

  /** Ends the scripts that are still at work; what they have built is kept. */
  @Override
  public void close() {
    for (Process script : running) {
      script.descendants().forEach(ProcessHandle::destroy);
      script.destroy();
    }
  }

  /** Removes what a runner that is no more has left behind. */
  void removeContainersOf(String runner) throws IOException, InterruptedException {
    Process list =
        new ProcessBuilder("docker", "ps", "-aq", "--filter", "label=livecode.runner=" + runner)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String ids = new String(list.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    list.waitFor();
    if (!ids.isBlank()) {
      var command = new ArrayList<>(List.of("docker", "rm", "-f"));
      command.addAll(ids.lines().toList());
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private String lastLine(String script, List<String> arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of(home.project().resolve("infra/sandbox/bin/" + script).toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    running.add(process);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    running.remove(process);
    if (exitCode != 0) {
      throw new CannotStartException(script + " did not succeed; what to do stands above");
    }
    return output.strip().lines().reduce("", (_, line) -> line);
  }
}
