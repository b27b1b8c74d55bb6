package dev.livecode.testing;

import dev.livecode.embedded.EmbeddedServerException;
import dev.livecode.embedded.ServerCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running server of a test: killed with the JVM, gone without grace. */
final class ServerProcess {

  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final int PROBE_MILLIS = 20;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts the server and waits until it takes connections on the port. */
  static ServerProcess start(ServerCommand command, int port) {
    try {
      var server = new ServerProcess(command.start(), command.log());
      Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
      server.await("Port " + port, () -> listens(port));
      return server;
    } catch (IOException e) {
      throw new EmbeddedServerException("Can't start " + command.command(), e);
    }
  }

  /** A port that nobody listens on at this moment. */
  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedServerException("No port is free", e);
    }
  }

  /** Waits until that is true, as long as the server lives. */
  void await(String what, BooleanSupplier ready) {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    boolean isReady = ready.getAsBoolean();
    while (!isReady && Instant.now().isBefore(deadline) && !exitedWithin(PROBE_MILLIS)) {
      isReady = ready.getAsBoolean();
    }
    if (!isReady) {
      process.destroyForcibly();
      throw new EmbeddedServerException(what + " is not ready: " + words(), null);
    }
  }

  private String words() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PROBE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean exitedWithin(int millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while waiting for " + log, e);
    }
  }
}
