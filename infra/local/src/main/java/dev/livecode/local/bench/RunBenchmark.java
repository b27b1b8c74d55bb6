package dev.livecode.local.bench;

import dev.livecode.local.client.ApiClient;
import dev.livecode.local.system.Console;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * From the run call to the terminal status that a polling client sees: latency, throughput, and the
 * cost of output.
 */
public final class RunBenchmark {

  private static final List<String> LANGUAGES = List.of("python", "javascript", "java");
  private static final int[] CLIENTS = {1, 2, 4, 8, 64};
  private static final int[] OUTPUT_BYTES = {1 << 10, 1 << 14, 1 << 17, 1 << 20};

  private final PublicRuns runs;
  private final Console console;
  private final List<Row> rows = new ArrayList<>();

  public RunBenchmark(URI url, Console console) {
    this.runs = new PublicRuns(new ApiClient(url));
    this.console = console;
  }

  /**
   * Measures and prints.
   *
   * @param times runs per line
   * @return the figures, ready to be written as JSON
   */
  public List<?> run(int times) throws IOException, InterruptedException, ExecutionException {
    latency(times);
    output(times);
    throughput(times);
    return List.copyOf(rows);
  }

  private void latency(int times) throws IOException, InterruptedException {
    head("run call to terminal status, one-line programs (ms)");
    for (String language : LANGUAGES) {
      show(new Row("latency", language, runs.inARow(language, greeting(language), 10, times), 0));
    }
  }

  private void output(int times) throws IOException, InterruptedException {
    head("the same, Python, by size of output (ms)");
    for (int bytes : OUTPUT_BYTES) {
      String source = "import sys\nsys.stdout.write('x' * %d)\n".formatted(bytes - 1);
      show(
          new Row(
              "output", (bytes >> 10) + " KiB", runs.inARow("python", source, 2, times / 2), 0));
    }
  }

  private void throughput(int times) throws IOException, InterruptedException, ExecutionException {
    head("one-line Python programs, several clients at once (ms, then runs per second)");
    for (int clients : CLIENTS) {
      show(
          runs.atOnce(
              "throughput", "python", greeting("python"), clients, Math.max(clients, 4 * times)));
    }
  }

  private void head(String title) {
    console.say("");
    console.say(title);
    console.say("%-14s %6s  %8s  %8s  %8s  %8s".formatted("", "runs", "p50", "p95", "p99", "max"));
  }

  private void show(Row row) {
    rows.add(row);
    String rate = row.runsPerSecond() == 0 ? "" : "  %6.1f /s".formatted(row.runsPerSecond());
    console.say("%-14s %s%s".formatted(row.what(), row.milliseconds().columns(), rate));
  }

  private static String greeting(String language) {
    return switch (language) {
      case "python" -> "print('Hello World')\n";
      case "javascript" -> "console.log('Hello World')\n";
      default -> "void main() { System.out.println(\"Hello World\"); }\n";
    };
  }
}
