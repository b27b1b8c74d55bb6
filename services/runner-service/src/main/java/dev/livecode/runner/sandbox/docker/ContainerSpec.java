package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;

/**
 * One container to be made: a value, so that tests can look at every wall of it.
 *
 * @param command the launcher's arguments
 */
record ContainerSpec(
    String name, String image, List<String> command, Map<String, String> labels, HostConfig host) {}
