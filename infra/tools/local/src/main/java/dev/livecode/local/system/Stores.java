package dev.livecode.local.system;

import dev.livecode.embedded.KafkaBroker;
import dev.livecode.embedded.PostgresBinaries;
import dev.livecode.embedded.RedisBinaries;
import dev.livecode.embedded.ServerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the services keep their state in: PostgreSQL, Redis and Kafka, as processes of their own.
 */
final class Stores {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final Home home;
  private final Ports ports;
  private final Secrets secrets;

  Stores(Home home, Ports ports, Secrets secrets) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
  }

  Part postgres() {
    PostgresBinaries binaries = PostgresBinaries.unpackInto(home.binaries());
    Path data = home.data("postgres");
    String password = secrets.of("postgres");
    binaries.initialize(data, password);
    int port = ports.of("postgres");
    return new Part(
        "postgres",
        ownSession(binaries.server(data, port, true, home.log("postgres"))),
        port,
        () -> new Databases(port, password).answer(),
        Part.Farewell.INTERRUPT,
        STOP_WITHIN);
  }

  Part redis() {
    RedisBinaries binaries = RedisBinaries.unpackInto(home.binaries());
    int port = ports.of("redis");
    ServerCommand command =
        binaries.server(made(home.data("redis")), port, secrets.of("redis"), home.log("redis"));
    return new Part(
        "redis",
        ownSession(command),
        port,
        Readiness.listening(port),
        Part.Farewell.TERMINATE,
        STOP_WITHIN);
  }

  Part kafka() {
    int port = ports.of("kafka");
    int controllerPort = ports.of("kafka-controller");
    List<String> command =
        new ArrayList<>(
            Jvm.java(
                "-Xmx192m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true"));
    command.addAll(
        List.of(
            "-cp",
            Jvm.launcherJar(home).toString(),
            KafkaBroker.class.getName(),
            made(home.data("kafka")).toString(),
            String.valueOf(port),
            String.valueOf(controllerPort)));
    return new Part(
        "kafka",
        ownSession(new ServerCommand(command, Map.of(), home.log("kafka"))),
        port,
        Readiness.listening(port),
        Part.Farewell.TERMINATE,
        STOP_WITHIN);
  }

  /** A terminal's Ctrl-C reaches the launcher alone, which stops the parts in order. */
  static ServerCommand ownSession(ServerCommand command) {
    var inSession = new ArrayList<>(List.of("setsid"));
    inSession.addAll(command.command());
    return new ServerCommand(inSession, command.environment(), command.log());
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
