package dev.livecode.local;

import dev.livecode.local.client.Answer;
import dev.livecode.local.client.ApiClient;
import dev.livecode.local.system.CannotStartException;
import dev.livecode.local.system.Home;
import dev.livecode.local.system.PartAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import tools.jackson.databind.JsonNode;

@Command(
    name = "dead-letters",
    description = "Shows runs that no runner could process, and retries them.",
    mixinStandardHelpOptions = true)
final class DeadLettersCommand {

  private static final String PATH = "/actuator/deadletters";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String LINE = "%6s  %-24s  %-36s  %-36s  %-10s  %10s  %-12s  %s%n";

  @Option(
      names = "--url",
      defaultValue = "${env:LIVECODE_RUNNER_URL}",
      scope = ScopeType.INHERIT,
      description =
          "Where a runner answers (variable LIVECODE_RUNNER_URL; default: the runner of"
              + " ./livecode up).")
  private @Nullable URI url;

  @Command(
      name = "list",
      description = "Shows all of them, one a line, oldest first.",
      mixinStandardHelpOptions = true)
  int list() throws IOException, InterruptedException {
    List<JsonNode> letters =
        call("GET", PATH, null).body().path("dead_letters").valueStream().toList();
    if (letters.isEmpty()) {
      System.out.println("There are no dead letters.");
      return 0;
    }
    System.out.printf(
        LINE, "OFFSET", "TIME", "EXECUTION", "SESSION", "LANGUAGE", "DELIVERIES", "ENDED", "WHY");
    letters.forEach(DeadLettersCommand::show);
    return 0;
  }

  private static void show(JsonNode letter) {
    String redriven = text(letter, "redriven_as");
    String why = text(letter, "reason");
    System.out.printf(
        LINE,
        text(letter, "offset"),
        text(letter, "time"),
        text(letter, "execution_id"),
        text(letter, "session_id"),
        text(letter, "language"),
        text(letter, "delivery_count"),
        text(letter, "ended"),
        redriven.equals("-") ? why : why + " (retried as " + redriven + ")");
  }

  @Command(
      name = "redrive",
      description =
          "Runs them again, each as a new execution whose id is printed. One that was retried"
              + " before is not sent a second time.",
      mixinStandardHelpOptions = true)
  int redrive(
      @Parameters(paramLabel = "EXECUTION_ID", arity = "0..*", description = "Which.")
          @Nullable List<String> executions,
      @Option(names = "--all", description = "All that were not retried before.") boolean all)
      throws IOException, InterruptedException {
    boolean isNamed = executions != null && !executions.isEmpty();
    if (isNamed == all) {
      throw new CannotStartException("Say which: either execution ids or --all");
    }
    if (!isNamed || executions == null) {
      return report(call("POST", PATH, Map.of("all", true)));
    }
    List<UUID> ids = executions.stream().map(DeadLettersCommand::id).toList();
    int code = 0;
    for (UUID execution : ids) {
      code = Math.max(code, report(call("POST", PATH + "/" + execution, null)));
    }
    return code;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new CannotStartException("'" + text + "' is no execution id");
    }
  }

  private static int report(Answer answer) {
    if (answer.status() != 200) {
      System.err.println("livecode: " + answer.text("error"));
      return 1;
    }
    List<JsonNode> redriven = answer.body().path("redriven").valueStream().toList();
    if (redriven.isEmpty()) {
      System.out.println("There is nothing to retry.");
    }
    for (JsonNode it : redriven) {
      System.out.printf(
          it.path("before").asBoolean()
              ? "%s was retried before, as %s; nothing was sent%n"
              : "%s is retried as %s%n",
          text(it, "execution_id"),
          text(it, "redriven_as"));
    }
    return 0;
  }

  /** Any call that a runner answers, with a refusal or not; 503 is none of both. */
  private Answer call(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    URI runner = url == null ? PartAddress.of(Home.ofWorkingFolder(), "runner") : url;
    try {
      Answer answer = new ApiClient(runner, PATIENCE).call(method, path, body);
      if (answer.status() == 503) {
        throw new CannotStartException(answer.text("error"));
      }
      return answer;
    } catch (ConnectException e) {
      throw new CannotStartException("No runner answers at " + runner);
    } catch (HttpTimeoutException e) {
      throw new CannotStartException(
          "The runner at "
              + runner
              + " did not answer in time; see with 'dead-letters list' what"
              + " was done");
    }
  }

  /** A field as one word or line, whatever a stranger wrote into it. */
  private static String text(JsonNode node, String field) {
    String text = node.path(field).asString("-").replaceAll("\\p{Cntrl}+", " ").strip();
    return text.isEmpty() ? "-" : text;
  }
}
