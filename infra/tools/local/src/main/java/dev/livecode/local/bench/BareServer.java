package dev.livecode.local.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The least that could run programs: an HTTP server that starts the interpreter of this machine as
 * a bare child process and answers with what it wrote. No queue, no log, no walls.
 */
final class BareServer implements AutoCloseable {

  private static final Map<String, List<String>> COMMANDS =
      Map.of(
          "python", List.of(python(), "-u", "main.py"),
          "javascript", List.of("node", "main.js"),
          "java",
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(), "Main.java"));

  /** The system's own: a version manager's takes longer to find the interpreter than that takes. */
  private static String python() {
    String systems = "/usr/bin/python3";
    return Files.isExecutable(Path.of(systems)) ? systems : "python3";
  }

  private static final String PROGRAM_NANOS = "Program-Nanos";

  private final HttpServer server;
  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  BareServer() throws IOException {
    folder = Files.createTempDirectory("livecode-bare-");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    COMMANDS.forEach(
        (language, command) ->
            server.createContext("/" + language, exchange -> answer(exchange, command)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void answer(HttpExchange exchange, List<String> command) throws IOException {
    Files.write(folder.resolve(command.getLast()), exchange.getRequestBody().readAllBytes());
    long begun = System.nanoTime();
    Process program =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    program.getOutputStream().close();
    byte[] output;
    try (InputStream written = program.getInputStream()) {
      output = written.readAllBytes();
      program.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    exchange.getResponseHeaders().set(PROGRAM_NANOS, String.valueOf(System.nanoTime() - begun));
    exchange.sendResponseHeaders(program.exitValue() == 0 ? 200 : 500, output.length);
    exchange.getResponseBody().write(output);
    exchange.close();
  }

  /** Runs a program, and tells how long that took in all and without the program itself. */
  Timed run(String language, String source) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + language))
            .POST(BodyPublishers.ofString(source))
            .build();
    long begun = System.nanoTime();
    var answer = client.send(request, BodyHandlers.ofString());
    Duration total = Duration.ofNanos(System.nanoTime() - begun);
    if (answer.statusCode() != 200) {
      throw new IOException("The bare " + language + " did not run: " + answer.body());
    }
    long program = answer.headers().firstValueAsLong(PROGRAM_NANOS).orElseThrow();
    return new Timed(total, Duration.ofNanos(program));
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    for (var name : new ArrayList<>(COMMANDS.values())) {
      Files.deleteIfExists(folder.resolve(name.getLast()));
    }
    Files.delete(folder);
  }
}
