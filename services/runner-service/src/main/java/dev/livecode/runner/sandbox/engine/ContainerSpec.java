package dev.livecode.runner.sandbox.engine;

import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;

/**
 * One container to be made: a value, so that tests can look at every wall of it.
 *
 * @param command the launcher's arguments
 */
public record ContainerSpec(
    String name, String image, List<String> command, Map<String, String> labels, HostConfig host) {

  /**
   * Whether the engine may leave its network code out altogether. The namespace of the network mode
   * {@code none} is the same without it, and making it costs half the time of a container's life:
   * the engine starts its own binary again as a hook, only to find nothing to do.
   */
  boolean isWithoutNetwork() {
    return "none".equals(host.getNetworkMode());
  }
}
