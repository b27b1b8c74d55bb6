package dev.livecode.local.bench;

import dev.livecode.local.bench.PublicRuns.Ways;
import dev.livecode.local.client.ApiClient;
import dev.livecode.testing.figures.Tables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * From the run call to the terminal status that a polling client sees: latency, where it goes,
 * throughput, and the cost of output.
 */
public final class RunBenchmark {

  private static final String PYTHON = "print('Hello World')\n";
  private static final Map<String, String> GREETINGS = greetings();
  private static final int[] CLIENTS = {1, 2, 4, 8, 64};
  private static final int MOST_LIVES = 8;
  private static final int[] OUTPUT_BYTES = {1 << 10, 1 << 14, 1 << 17, 1 << 20};
  // Time to look at the result: containers are parked anew meanwhile, as between a learner's runs.
  private static final Duration PAUSE = Duration.ofMillis(500);
  // Young virtual machines are slow: three services, the edge and Kafka have their code compiled
  // first.
  private static final int WARM_UP = 200;

  private final PublicRuns runs;
  private final Tables tables;

  public RunBenchmark(URI url, Tables tables) {
    this.runs = new PublicRuns(new ApiClient(url));
    this.tables = tables;
  }

  /**
   * Measures and prints.
   *
   * @param times runs per line
   */
  public void run(int times) throws IOException, InterruptedException, ExecutionException {
    runs.inARow("python", PYTHON, WARM_UP, 0, Duration.ZERO);
    latency(times);
    output(Math.max(1, times / 2));
    throughput(4 * times);
  }

  private void latency(int times) throws IOException, InterruptedException {
    var ways = new LinkedHashMap<String, List<Ways>>();
    tables.begin(
        "latency",
        "call to end seen, one-line programs, 500 ms apart, in turn: polled every 2 ms, ?wait, and a"
            + " bare child process behind HTTP (ms)");
    try (var bare = new BareServer()) {
      for (var greeting : GREETINGS.entrySet()) {
        String language = greeting.getKey();
        runs.inARow(language, greeting.getValue(), 10, 0, PAUSE);
        List<Ways> all = runs.inTurn(language, greeting.getValue(), bare, times, PAUSE);
        ways.put(language, all);
        tables.row(language, of(all, it -> it.polled().total()));
        tables.row(language + " ?wait", of(all, it -> it.waited().total()));
        tables.row(language + " bare", of(all, it -> it.bare().total()));
      }
    }
    List<Observed> hurried = runs.inARow("python", PYTHON, 2, times, Duration.ZERO);
    tables.row("python, without a pause", of(hurried, Observed::total));
    around(ways);
    ways.forEach((language, all) -> whereItGoes(language, all.stream().map(Ways::polled).toList()));
  }

  private void around(Map<String, List<Ways>> ways) {
    tables.begin("around", "the same, less the program's own time (ms)");
    ways.forEach(
        (language, all) -> {
          tables.row(language, of(all, it -> it.polled().total().minus(it.polled().program())));
          tables.row(language + " ?wait", of(all, it -> it.waited().around()));
          tables.row(language + " bare", of(all, it -> it.bare().around()));
        });
  }

  private void whereItGoes(String language, List<Observed> observed) {
    tables.begin("where-" + language, "where it goes: " + language + " (ms)");
    tables.row("the run call is answered", of(observed, Observed::call));
    tables.row("accepted to handed over", of(observed, Observed::queue));
    tables.row("the program itself", of(observed, Observed::program));
    tables.row("hand-over and report around it", of(observed, Observed::around));
    tables.row("ended to seen by the client", of(observed, Observed::seeing));
  }

  private void output(int times) throws IOException, InterruptedException {
    tables.begin("output", "the same, Python, by size of output (ms)");
    for (int bytes : OUTPUT_BYTES) {
      String source = "import sys\nsys.stdout.write('x' * %d)\n".formatted(bytes - 1);
      tables.row(
          (bytes >> 10) + " KiB",
          of(runs.inARow("python", source, 2, times, PAUSE), Observed::total));
    }
  }

  private void throughput(int times) throws IOException, InterruptedException, ExecutionException {
    tables.begin(
        "throughput", "one-line Python programs, several clients at once (ms, runs per second)");
    try (var lives = new ContainerLives()) {
      for (int clients : CLIENTS) {
        row(
            clients + " at once",
            runs.atOnce("python", PYTHON, clients, Math.max(2 * clients, times)));
        if (clients <= MOST_LIVES) {
          // Between the lines of runs: the same machine, the same minute, the same services beside
          // it.
          row(clients + ": create, start, wait, remove", lives.atOnce(clients, times, true));
          row(clients + ": the same, no network code", lives.atOnce(clients, times, false));
        }
      }
    }
  }

  private void row(String what, AtOnce done) {
    tables.row(what, done.durations(), done.perSecond());
  }

  private static <T> List<Duration> of(List<T> observed, Function<T, Duration> part) {
    return observed.stream().map(part).toList();
  }

  private static Map<String, String> greetings() {
    var greetings = new LinkedHashMap<String, String>();
    greetings.put("python", PYTHON);
    greetings.put("javascript", "console.log('Hello World')\n");
    greetings.put("java", "void main() { System.out.println(\"Hello World\"); }\n");
    return greetings;
  }
}
