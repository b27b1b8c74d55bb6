package dev.livecode.endtoend;

import dev.livecode.local.system.Home;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code livecode} as somebody types it, against the system that is tested. */
record CommandLine(SharedSystem system, Path folder) {

  /** What a command left behind. */
  record Ended(int exitCode, String out, String err) {}

  Ended run(String... arguments) throws IOException, InterruptedException {
    return end(List.of(project("livecode"), "run"), arguments);
  }

  /** A command of the client's. */
  Ended client(String... arguments) throws IOException, InterruptedException {
    return end(List.of(project("livecode")), arguments);
  }

  /** A command of the launcher's, of the jar that is tested: the script might build another. */
  Ended livecode(String... arguments) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = project("infra/tools/local/target/livecode-local.jar");
    return end(List.of(java, "-jar", jar), arguments);
  }

  private static String project(String path) {
    return Home.ofWorkingFolder().project().resolve(path).toString();
  }

  private Ended end(List<String> beginning, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(beginning);
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectError(err.toFile());
    builder.environment().put("LIVECODE_URL", system.system().url().toString());
    builder.environment().put("LIVECODE_RUNNER_URL", system.system().runnerUrl().toString());
    builder.environment().put("LIVECODE_SESSION_URL", system.system().sessionUrl().toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }
}
