package dev.livecode.local.system;

import java.util.Map;

/**
 * What a person may choose about a system.
 *
 * @param port the edge's port on 127.0.0.1, 0 for any free one
 * @param mayInstall whether a missing Docker engine may be installed
 * @param environment variables for every service, for example {@code LIVECODE_QUOTA_RUN_ENABLED}
 */
public record SystemOptions(int port, boolean mayInstall, Map<String, String> environment) {

  public SystemOptions {
    environment = Map.copyOf(environment);
  }
}
