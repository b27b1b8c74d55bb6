package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

class FirstCallIntegrationTests {

  private final List<Integer> statuses = new ArrayList<>();

  /** Whoever lost its stream when the edge went calls the moment that its port is there again. */
  @Test
  void theFirstCallOfTheFirstMomentIsFilteredLikeEveryOther() {
    try (var backend = Backend.start("first")) {
      var edge = new SpringApplication(EdgeApplication.class);
      edge.addListeners(
          (ApplicationListener<ServletWebServerInitializedEvent>)
              event -> {
                if (event.getApplicationContext().getParent() == null) {
                  statuses.add(call(event.getWebServer().getPort()));
                }
              });
      edge.run(
              "--server.port=0",
              "--management.server.port=0",
              "--livecode.edge.session-service-url=" + backend.url(),
              "--livecode.edge.execution-service-url=" + backend.url())
          .close();

      assertThat(statuses).containsExactly(200);
      assertThat(backend.arrived())
          .singleElement()
          .extracting(it -> it.headers().getFirst("X-Forwarded-For"))
          .isEqualTo("127.0.0.1");
    }
  }

  private static int call(int port) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/languages"))
                      .header("X-Forwarded-For", "203.0.113.7")
                      .build(),
                  BodyHandlers.ofString());
      return answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
