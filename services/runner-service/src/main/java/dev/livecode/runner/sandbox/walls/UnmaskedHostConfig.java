package dev.livecode.runner.sandbox.walls;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;

/**
 * Asks the engine to cover nothing of /proc, which docker-java has no words for. Empty lists, not
 * null: that would be the engine's own.
 */
final class UnmaskedHostConfig extends HostConfig {

  private static final long serialVersionUID = 1L;

  @JsonProperty("MaskedPaths")
  List<String> getMaskedPaths() {
    return List.of();
  }

  @JsonProperty("ReadonlyPaths")
  List<String> getReadonlyPaths() {
    return List.of();
  }
}
