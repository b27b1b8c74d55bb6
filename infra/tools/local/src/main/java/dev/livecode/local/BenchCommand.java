package dev.livecode.local;

import dev.livecode.local.bench.RunBenchmark;
import dev.livecode.local.system.Home;
import dev.livecode.local.system.LocalSystem;
import dev.livecode.local.system.SystemOptions;
import dev.livecode.testing.figures.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench-run",
    hidden = true,
    description = "Measures a system of its own, limits off, through the public API.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  @Option(names = "--times", defaultValue = "50", description = "Runs per line (default 50).")
  private int times;

  @Option(
      names = "--isolation",
      defaultValue = "container",
      description = "How runs are kept apart: container (default) or namespace.")
  private String isolation = "container";

  @Option(names = "--set", description = "NAME=VALUE, a variable for every service.")
  private Map<String, String> variables = Map.of();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Home here = Home.ofWorkingFolder();
    Path bench = Files.createDirectories(here.folder().resolve("bench"));
    var home = new Home(here.project(), Files.createTempDirectory(bench, "system-"));
    var environment = new HashMap<>(variables);
    environment.put("LIVECODE_SANDBOX_ISOLATION", isolation);
    List.of("RUN", "SESSION", "SAVE")
        .forEach(quota -> environment.put("LIVECODE_QUOTA_" + quota + "_ENABLED", "false"));
    var tables = new Tables(System.out::println);
    try (LocalSystem system =
        LocalSystem.start(home, new SystemOptions(0, true, environment), System.out::println)) {
      new RunBenchmark(system.url(), tables).run(times);
    }
    tables.writeJson(bench.resolve("run-" + isolation + ".json"));
    return 0;
  }
}
