package dev.livecode.local;

import dev.livecode.local.system.Home;
import dev.livecode.local.system.RunningState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description =
        "Shows the parts that run, and the memory that each takes (PSS, children included).",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Map<String, ProcessHandle> processes =
        new RunningState(Home.ofWorkingFolder().state()).processes();
    if (processes.isEmpty()) {
      System.out.println("Livecode is not running here. Start it with ./livecode up");
      return 1;
    }
    long total = 0;
    for (var entry : processes.entrySet()) {
      boolean launcher = entry.getKey().equals("launcher");
      long kib = launcher ? pssKib(entry.getValue()) : pssKibOfTree(entry.getValue());
      total += kib;
      System.out.printf(
          "%-10s process %-7d up %-9s %5d MiB%n",
          entry.getKey(), entry.getValue().pid(), uptime(entry.getValue()), kib >> 10);
    }
    System.out.printf(
        "%-45s %5d MiB%n", "together (containers and Docker engine not included)", total >> 10);
    return 0;
  }

  private static String uptime(ProcessHandle process) {
    Duration up =
        Duration.between(process.info().startInstant().orElseGet(Instant::now), Instant.now());
    return "%d:%02d:%02d".formatted(up.toHours(), up.toMinutesPart(), up.toSecondsPart());
  }

  private static long pssKibOfTree(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(StatusCommand::pssKib)
        .sum();
  }

  private static long pssKib(ProcessHandle process) {
    Path rollup = Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup");
    try (var lines = Files.lines(rollup)) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0; // It ended meanwhile, or belongs to somebody else.
    }
  }
}
