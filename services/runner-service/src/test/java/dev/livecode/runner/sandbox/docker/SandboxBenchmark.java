package dev.livecode.runner.sandbox.docker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.walls.Isolation;
import dev.livecode.testing.figures.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Ways to run a program, alternating in one run: same binaries, same root file system. Called by
 * {@code ./livecode bench sandbox}; its name keeps it out of the tests.
 */
class SandboxBenchmark {

  private static final int WARM_UP = 5;
  private static final int[] THREADS = {1, 2, 4, 8};
  private static final int[] OUTPUT_BYTES = {1 << 10, 1 << 14, 1 << 17, 1 << 20};

  private final int times = Integer.getInteger("livecode.bench.times", 50);
  private final Duration rateTime = Duration.ofMillis(200L * times);
  private final LanguageCatalog catalog =
      CatalogReader.read(Path.of("../../infra/sandbox/languages"));
  private final Programs programs = new Programs(catalog);
  private final Tables tables = new Tables(System.out::println);

  @Test
  void measure() throws Exception {
    ((Logger) LoggerFactory.getLogger("dev.livecode")).setLevel(Level.WARN);
    try (var ways = new Ways()) {
      latency(ways);
      output(ways);
    }
    throughput();
    tables.writeJson(
        Path.of(System.getProperty("livecode.bench.json", "target/bench/sandbox.json")));
  }

  private void latency(Ways ways) throws Exception {
    for (Language language : catalog.all()) {
      String name = language.name();
      tables.begin("latency-" + name, name + ": prints one line (ms)");
      compare(ways, job(name, language.template()), times, true);
    }
  }

  private void output(Ways ways) throws Exception {
    for (int bytes : OUTPUT_BYTES) {
      String source = "import sys\nsys.stdout.write('x' * %d)\n".formatted(bytes - 1);
      tables.begin("output-" + bytes, "python: prints " + (bytes >> 10) + " KiB (ms)");
      compare(ways, job("python", source), Math.max(1, times / 2), false);
    }
  }

  private void compare(Ways ways, Job job, int rounds, boolean withDockerRun) throws Exception {
    Map<String, List<Duration>> figures = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      if (round == 0) {
        figures.clear();
      }
      // The others have two commands.
      boolean isOneCommand = job.steps().stream().filter(step -> !step.isContinued()).count() == 1;
      if (isOneCommand) {
        note(figures, "bare process", ways.bare(job));
      }
      Ways.Parked parked = ways.parked(job);
      note(figures, "parked container, to its report", parked.report());
      note(figures, "of that the run step", parked.program());
      note(figures, "parked container, to its exit", parked.exit());
      note(figures, "namespaces in a container", ways.dense(job));
      if (withDockerRun && isOneCommand) {
        note(figures, "docker run --rm", ways.dockerRun(job));
      }
    }
    figures.forEach(tables::row);
  }

  private static void note(Map<String, List<Duration>> figures, String way, Duration took) {
    figures.computeIfAbsent(way, _ -> new ArrayList<>()).add(took);
  }

  private void throughput() throws Exception {
    Job job = job("python", "print('Hello World')\n");
    for (int threads : THREADS) {
      tables.begin("throughput-" + threads, "python: " + threads + " at a time (ms, per second)");
      try (var engine = new TestEngine(Isolation.CONTAINER, threads)) {
        rate("create, start, wait, remove", threads, () -> Lifecycles.one(engine, true));
        rate("the same, without network code", threads, () -> Lifecycles.one(engine, false));
        rate("container level", threads, () -> engine.sandbox.run(job, new Heard()));
      }
      try (var engine = new TestEngine(Isolation.NAMESPACE, threads)) {
        rate("namespace level", threads, () -> engine.sandbox.run(job, new Heard()));
      }
      try (var bare = BareProcess.in(TestEngine.IMAGE)) {
        rate("bare process", threads, () -> bare.run(job));
      }
    }
  }

  private void rate(String what, int threads, Lifecycles.Work work) throws Exception {
    var _ = Lifecycles.of(work, threads, Duration.ofSeconds(2));
    Lifecycles.Rate rate = Lifecycles.of(work, threads, rateTime);
    tables.row(what, rate.each(), rate.perSecond());
  }

  private Job job(String language, String source) {
    var request =
        new RunRequested(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            language,
            source,
            "",
            List.of(),
            catalog.find(language).orElseThrow().limits(),
            false,
            Instant.now());
    return programs.of(request).orElseThrow().job();
  }
}
