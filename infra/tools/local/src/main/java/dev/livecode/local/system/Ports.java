package dev.livecode.local.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * The ports of the inner parts: chosen once, below the range that the system takes for outgoing
 * connections, and kept with the data, because Kafka remembers its own.
 */
final class Ports {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 30_000;

  private final Path file;
  private final Map<String, String> chosen;
  private final Random random = new Random();

  Ports(Path file) {
    this.file = file;
    this.chosen = StoredProperties.read(file);
  }

  /** The part's port: the one it had before when that is free, else another. */
  int of(String part) {
    String before = chosen.get(part);
    int port =
        before != null && isFree(Integer.parseInt(before)) ? Integer.parseInt(before) : pick();
    chosen.put(part, String.valueOf(port));
    StoredProperties.write(file, chosen);
    return port;
  }

  /** Whether nobody on this machine listens on the port. */
  static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private int pick() {
    int port;
    do {
      port = random.nextInt(LOWEST, HIGHEST);
    } while (chosen.containsValue(String.valueOf(port)) || !isFree(port));
    return port;
  }
}
