package dev.livecode.execution.query;

import static java.util.Objects.requireNonNull;

import dev.livecode.contracts.internal.IssuedRun;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The register in the session service, over HTTP. */
final class HttpIssuedRuns implements IssuedRuns {

  private final RestClient client;

  HttpIssuedRuns(RestClient.Builder builder, SessionServiceProperties service) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(service.connectTimeout())
                .build());
    requests.setReadTimeout(service.readTimeout());
    client = builder.requestFactory(requests).baseUrl(service.url().toString()).build();
  }

  @Override
  public Optional<IssuedRun> find(UUID executionId) {
    try {
      return Optional.of(ask(executionId));
    } catch (HttpClientErrorException.NotFound _) {
      return Optional.empty();
    } catch (RestClientException e) {
      throw new RegisterUnavailableException(e);
    }
  }

  private IssuedRun ask(UUID executionId) {
    try {
      return requireNonNull(
          client.get().uri(IssuedRun.PATH, executionId).retrieve().body(IssuedRun.class));
    } catch (NullPointerException e) {
      throw new RestClientException("An answer without a body", e);
    }
  }
}
