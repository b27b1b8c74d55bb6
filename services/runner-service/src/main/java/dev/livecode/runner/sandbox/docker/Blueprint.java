package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.Profile;
import java.util.Map;

/** How a container is to be made. */
@FunctionalInterface
interface Blueprint {

  ContainerSpec spec(String name, Profile profile, Map<String, String> labels);
}
