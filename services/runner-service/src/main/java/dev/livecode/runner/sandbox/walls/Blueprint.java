package dev.livecode.runner.sandbox.walls;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.engine.ContainerSpec;
import java.util.Map;

/** How a container is to be made. */
@FunctionalInterface
public interface Blueprint {

  ContainerSpec spec(String name, Profile profile, Map<String, String> labels);
}
