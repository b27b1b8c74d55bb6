package dev.livecode.session.progress;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the execution service by its public call. Plain HTTP, because each call waits differently.
 */
@Component
class HttpExecutionAnswers implements ExecutionAnswers {

  private static final Logger log = LoggerFactory.getLogger(HttpExecutionAnswers.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final URI executions;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  HttpExecutionAnswers(ExecutionServiceProperties properties) {
    this.executions = properties.url();
  }

  @Override
  public Optional<JsonNode> of(UUID execution, Duration wait, String address) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request(execution, wait, address), BodyHandlers.ofByteArray());
      if (answer.statusCode() == OK) {
        return Optional.of(JsonMapper.shared().readTree(answer.body()));
      }
      log.warn("Execution {}: asked for it, got {}", execution, answer.statusCode());
    } catch (IOException | JacksonException e) {
      log.warn("Execution {}: can't be asked for: {}", execution, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private HttpRequest request(UUID execution, Duration wait, String address) {
    return HttpRequest.newBuilder(
            executions.resolve("/executions/" + execution + "?wait=" + wait.toMillis() + "ms"))
        // Else all who wait by way of this service would count as one.
        .header("X-Forwarded-For", address)
        .timeout(wait.plus(GRACE))
        .build();
  }

  /** Before the server waits for its calls: it waits for less time than a client of ours may. */
  @EventListener(ContextClosedEvent.class)
  void stopWaiting() {
    client.shutdownNow();
  }
}
