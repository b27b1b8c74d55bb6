package dev.livecode.edge;

import java.net.URI;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.function.ServerResponse;

/** Whether the services behind the door can serve, in one word. */
@Component
class Readiness {

  private final RestClient client;
  private final EdgeProperties edge;

  Readiness(RestClient.Builder builder, EdgeProperties edge) {
    this.client = builder.build();
    this.edge = edge;
  }

  ServerResponse answer() {
    boolean up =
        Stream.of(edge.sessionServiceUrl(), edge.executionServiceUrl()).allMatch(this::isReady);
    return ServerResponse.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .body(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
  }

  private boolean isReady(URI service) {
    try {
      client.get().uri(service.resolve("/actuator/health/readiness")).retrieve().toBodilessEntity();
      return true;
    } catch (RestClientException _) {
      return false;
    }
  }
}
