package dev.livecode.runner.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Names one process of this service; another start of it has another name unless it is configured.
 *
 * @param value letters, digits, dots and dashes
 */
public record RunnerName(String value) {

  /** The given name, or the host's with a few random digits when it is blank. */
  public static RunnerName orGenerated(String configured) {
    return new RunnerName(
        configured.isBlank()
            ? hostName() + "-" + UUID.randomUUID().toString().substring(0, 6)
            : configured);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "runner";
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
