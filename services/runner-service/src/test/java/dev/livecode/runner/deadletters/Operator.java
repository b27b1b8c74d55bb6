package dev.livecode.runner.deadletters;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who looks after a runner's dead letters over HTTP. */
public record Operator(URI runner) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** An answer with its body as JSON. */
  public record Answer(int status, JsonNode json) {}

  public Answer lists() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(runner.resolve("/actuator/deadletters")).build());
  }

  /** The dead letter with this key. */
  Optional<JsonNode> sees(String execution) throws IOException, InterruptedException {
    return lists()
        .json()
        .path("dead_letters")
        .valueStream()
        .filter(it -> execution.equals(it.path("execution_id").asString("")))
        .findFirst();
  }

  Answer redrives(String execution) throws IOException, InterruptedException {
    return post("/" + execution, "");
  }

  public Answer redrivesAll(String body) throws IOException, InterruptedException {
    return post("", body);
  }

  private Answer post(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(runner.resolve("/actuator/deadletters" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(request.build());
  }

  private static Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
  }
}
