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

  private static Properties properties(Path data, int port, int controllerPort) {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners",
                "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name", "BROKER",
            "controller.listener.names", "CONTROLLER",
            "controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort,
            "log.dirs", data.toString(),
            "auto.create.topics.enable", "false"));
    properties.putAll(oneNode());
    properties.putAll(small());
    return properties;
  }

  private static Map<String, String> oneNode() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1",
        "group.initial.rebalance.delay.ms", "0",
        "group.share.heartbeat.interval.ms", "1000");
  }

  /**
   * What one node on a small machine needs, so that 192 MB of heap and a quick return are enough.
   */
  private static Map<String, String> small() {
    return Map.of(
        "group.share.min.heartbeat.interval.ms", "1000",
        "log.cleaner.dedupe.buffer.size", "10485760",
        "offsets.load.buffer.size", "1048576",
        "share.coordinator.load.buffer.size", "1048576",
        "broker.session.timeout.ms", "2000",
        "broker.heartbeat.interval.ms", "500",
        "num.network.threads", "2",
        "num.io.threads", "4");
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
