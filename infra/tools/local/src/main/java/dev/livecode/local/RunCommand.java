package dev.livecode.local;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import dev.livecode.local.system.CannotStartException;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Runs a file and exits with the program's exit code (124 on TIMEOUT).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(10);

  @Parameters(index = "0", paramLabel = "FILE", description = "The program.")
  private @Nullable Path file;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "The program's arguments.")
  private List<String> arguments = List.of();

  @Option(names = "--language", description = "Its language (default: by the file's ending).")
  private @Nullable String language;

  @Option(names = "--stdin", description = "A file that the program reads as its standard input.")
  private @Nullable Path stdin;

  @Option(
      names = "--url",
      defaultValue = "${env:LIVECODE_URL:-http://localhost:${env:PORT:-3000}}",
      description = "Where Livecode answers (variable LIVECODE_URL).")
  private @Nullable URI url;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path program = java.util.Objects.requireNonNull(file);
    URI base = java.util.Objects.requireNonNull(url);
    if (!Files.isReadable(program)) {
      throw new CannotStartException("Can't read " + program);
    }
    try {
      return run(new ApiClient(base), program, languageOf(program));
    } catch (ConnectException e) {
      throw new CannotStartException(
          "Nothing answers at " + base + ". Start it with ./livecode up");
    }
  }

  private String languageOf(Path program) {
    if (language != null) {
      return language;
    }
    String name = String.valueOf(program.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1);
    LanguageCatalog catalog = CatalogReader.read(Home.ofWorkingFolder().languages());
    return catalog
        .findByExtension(ending)
        .map(Language::name)
        .orElseThrow(
            () ->
                new CannotStartException(
                    "No language is known by the ending of "
                        + name
                        + "; say it with --language, one of "
                        + catalog.all().stream().map(Language::name).toList()));
  }

  private int run(ApiClient api, Path program, String chosen)
      throws IOException, InterruptedException {
    String session = accepted(api.open(chosen)).text("session_id");
    try {
      accepted(api.save(session, chosen, Files.readString(program)));
      String execution = accepted(api.run(session, options())).text("execution_id");
      return show(accepted(api.awaitEnd(execution, POLL)));
    } finally {
      accepted(api.call("DELETE", "/code-sessions/" + session, null));
    }
  }

  private Map<String, Object> options() throws IOException {
    var options = new LinkedHashMap<String, Object>();
    if (!arguments.isEmpty()) {
      options.put("arguments", arguments);
    }
    if (stdin != null) {
      options.put("stdin", Files.readString(stdin));
    }
    return options;
  }

  private static Answer accepted(Answer answer) {
    if (answer.status() != 200) {
      throw new CannotStartException(
          "refused with "
              + answer.status()
              + ": "
              + answer.text("error")
              + " "
              + answer.body().path("details"));
    }
    return answer;
  }

  private static int show(Answer ended) {
    print(System.out, ended.text("stdout"));
    print(System.err, ended.text("stderr"));
    String reason = ended.text("reason");
    System.err.printf(
        "%s%s in %d ms (CPU %d ms, memory %d KiB)%s%n",
        ended.text("status"),
        reason.isEmpty() ? "" : " " + reason,
        ended.body().path("execution_time_ms").asLong(),
        ended.body().path("cpu_time_ms").asLong(),
        ended.body().path("memory_bytes").asLong() >> 10,
        truncation(ended));
    return exitCode(ended);
  }

  private static String truncation(Answer ended) {
    var note = new StringBuilder();
    for (String stream : List.of("stdout", "stderr")) {
      if (ended.body().path(stream + "_truncated").asBoolean(false)) {
        note.append(", ").append(stream).append(" truncated");
      }
    }
    return note.toString();
  }

  private static int exitCode(Answer ended) {
    return switch (ended.text("status")) {
      case "COMPLETED" -> 0;
      case "TIMEOUT" -> 124;
      default -> {
        int signal = ended.body().path("signal").asInt(0);
        yield ended.body().path("exit_code").asInt(signal == 0 ? 1 : 128 + signal);
      }
    };
  }

  private static void print(PrintStream stream, String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }
}
