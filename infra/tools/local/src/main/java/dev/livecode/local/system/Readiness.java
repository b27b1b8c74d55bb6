package dev.livecode.local.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Tells whether a part can do its work at this moment. */
@FunctionalInterface
interface Readiness {

  Duration PATIENCE = Duration.ofSeconds(2);

  /** Answers within a few seconds. */
  boolean isReady() throws InterruptedException;

  /** Something takes connections on the port. */
  static Readiness listening(int port) {
    return () -> {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** A GET is answered with 200. */
  static Readiness http(HttpClient client, URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    return () -> {
      try {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    };
  }
}
