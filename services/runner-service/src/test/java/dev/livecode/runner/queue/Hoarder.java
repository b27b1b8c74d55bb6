package dev.livecode.runner.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.RunRequested;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A process that takes one request and never does anything with it. */
final class Hoarder {

  public static void main(String[] arguments) throws InterruptedException {
    var queue = new QueueClient(Map.of("bootstrap.servers", arguments[0])).join();
    while (true) {
      var record = queue.take(Duration.ofSeconds(1));
      if (record.isPresent()) {
        System.out.println("took " + record.get().key());
        new CountDownLatch(1).await();
      }
    }
  }

  /** Starts one, and kills it when it has taken the request. */
  static void takesAndIsKilled(String kafka, RunRequested run)
      throws IOException, InterruptedException {
    Process hoarder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Hoarder.class.getName(),
                kafka)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitLine(hoarder, "took " + run.executionId());
    } finally {
      hoarder.destroyForcibly().waitFor();
    }
  }

  private static void awaitLine(Process process, String expected) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line;
    do {
      line = lines.readLine();
      assertThat(line).as("output of the process, waiting for '%s'", expected).isNotNull();
    } while (!expected.equals(line));
  }

  private Hoarder() {}
}
