package dev.livecode.testing.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Prints figures as they come, and keeps them. For one thread. */
public final class Tables {

  private static final JsonMapper JSON = new JsonMapper();

  private final Consumer<String> console;
  private final List<Row> rows = new ArrayList<>();
  private String table = "";

  /** Prints line by line. */
  public Tables(Consumer<String> console) {
    this.console = console;
  }

  /**
   * Begins a table.
   *
   * @param name in JSON
   */
  public void begin(String name, String title) {
    table = name;
    console.accept("");
    console.accept(title);
    console.accept(
        "%-34s %6s  %8s  %8s  %8s  %8s".formatted("", "runs", "p50", "p95", "p99", "max"));
  }

  /** One line of durations. */
  public void row(String what, List<Duration> durations) {
    row(what, durations, 0);
  }

  /** One line of durations, and how many came to an end in a second. */
  public void row(String what, List<Duration> durations, double perSecond) {
    var row = new Row(table, what, Sample.of(durations), perSecond);
    rows.add(row);
    String rate = perSecond == 0 ? "" : "  %6.1f /s".formatted(perSecond);
    console.accept("%-34s %s%s".formatted(what, row.milliseconds().columns(), rate));
  }

  /** Writes every row so far. */
  public void writeJson(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    console.accept("");
    console.accept("The figures as JSON: " + file);
  }
}
