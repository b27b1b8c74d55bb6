package dev.livecode.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** An Apache Kafka broker (KRaft, one node, plain text on 127.0.0.1) in this JVM. */
public final class KafkaBroker implements AutoCloseable {

  private final KafkaRaftServer server;

  private KafkaBroker(KafkaRaftServer server) {
    this.server = server;
  }

  /** Starts a broker on the data folder, which is formatted when it is new. */
  public static KafkaBroker start(Path data, int port, int controllerPort) {
    return start(data, port, controllerPort, Map.of());
  }

  /** The same, with some settings of its own. */
  public static KafkaBroker start(
      Path data, int port, int controllerPort, Map<String, String> settings) {
    Properties properties = properties(data, port, controllerPort);
    properties.putAll(settings);
    try {
      if (!Files.exists(data.resolve("meta.properties"))) {
        format(data, properties);
      }
    } catch (IOException e) {
      throw new EmbeddedServerException("Can't format the Kafka data folder " + data, e);
    }
    var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server);
  }

  /** A JVM of its own: arguments are the data folder, the port and the controller's port. */
  public static void main(String[] arguments) {
    KafkaBroker broker =
        start(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    broker.server.awaitShutdown();
  }

  private static void format(Path data, Properties properties) throws IOException {
    Files.createDirectories(data);
    Path file = data.resolve("server.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    String[] arguments = {
      "format", "-t", Uuid.randomUuid().toString(), "-c", file.toString(), "--standalone"
    };
    int exit = StorageTool.execute(arguments, new PrintStream(PrintStream.nullOutputStream()));
    if (exit != 0) {
      throw new IOException("Formatting ended with " + exit);
    }
  }

  static Properties properties(Path data, int port, int controllerPort) {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "listeners",
            "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners",
            "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "listener.security.protocol.map",
            "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name",
            "BROKER",
            "controller.quorum.bootstrap.servers",
            "127.0.0.1:" + controllerPort,
            "log.dirs",
            data.toString()));
    properties.putAll(OneNode.properties());
    return properties;
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
