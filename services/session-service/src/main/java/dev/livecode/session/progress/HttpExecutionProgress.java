package dev.livecode.session.progress;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.internal.ViewedRun;
import dev.livecode.session.run.ExecutionProgress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the execution service, whose internal call answers from its view alone: no cycle arises. */
@Component
class HttpExecutionProgress implements ExecutionProgress {

  private static final Logger log = LoggerFactory.getLogger(HttpExecutionProgress.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

  private final RestClient executions;

  HttpExecutionProgress(ExecutionServiceProperties properties, RestClient.Builder builder) {
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    var requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(READ_TIMEOUT);
    this.executions = builder.requestFactory(requests).baseUrl(properties.url().toString()).build();
  }

  @Override
  public Stage stage(UUID execution) {
    try {
      ViewedRun run =
          executions.get().uri(ViewedRun.PATH, execution).retrieve().body(ViewedRun.class);
      return run == null ? Stage.UNKNOWN : stageOf(run.status());
    } catch (HttpClientErrorException.NotFound e) {
      return Stage.QUEUED; // Accepted, and not in the view yet.
    } catch (RestClientException e) {
      log.warn("Execution {}: whether it has ended is unknown: {}", execution, e.toString());
      return Stage.UNKNOWN;
    }
  }

  private static Stage stageOf(ExecutionStatus status) {
    return switch (status) {
      case QUEUED -> Stage.QUEUED;
      case RUNNING -> Stage.RUNNING;
      case COMPLETED, FAILED, TIMEOUT -> Stage.ENDED;
    };
  }
}
