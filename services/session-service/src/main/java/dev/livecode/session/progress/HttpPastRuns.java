package dev.livecode.session.progress;

import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.EndedRuns;
import dev.livecode.session.rerun.PastRuns;
import dev.livecode.session.rerun.PastRunsAwayException;
import dev.livecode.session.rerun.Seen;
import dev.livecode.session.rerun.Selection;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/** Asks the execution service's archive and view. */
@Component
class HttpPastRuns implements PastRuns {

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  /** A page of a large view takes more than a look at one run. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  private final RestClient executions;

  HttpPastRuns(ExecutionServiceProperties properties, RestClient.Builder builder) {
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
  public Optional<ArchivedRun> find(UUID execution) {
    return ask(ArchivedRun.class, ArchivedRun.PATH, execution);
  }

  @Override
  public EndedRuns ended(Selection selection, @Nullable UUID behind) {
    String page =
        UriComponentsBuilder.fromPath(EndedRuns.PATH)
            .queryParam("language", "{language}")
            .queryParam("from", selection.from())
            .queryParam("to", selection.to())
            .queryParamIfPresent("behind", Optional.ofNullable(behind))
            .build()
            .toUriString();
    return ask(EndedRuns.class, page, selection.language())
        .orElseThrow(() -> new PastRunsAwayException(new RestClientException("No such call")));
  }

  @Override
  public Optional<Seen> seen(UUID execution) {
    return ask(Seen.class, "/executions/{execution_id}", execution);
  }

  private <T> Optional<T> ask(Class<T> type, String path, Object variable) {
    try {
      return Optional.ofNullable(executions.get().uri(path, variable).retrieve().body(type));
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    } catch (RestClientException e) {
      throw new PastRunsAwayException(e);
    }
  }
}
