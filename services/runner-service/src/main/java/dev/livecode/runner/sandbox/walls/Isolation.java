package dev.livecode.runner.sandbox.walls;

import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Locale;

/** What stands between one run and the next; the launcher's page on its protocol says more. */
public enum Isolation {
  /** A container for each run. */
  CONTAINER,
  /** Fresh namespaces for each run, in a container that stays. */
  NAMESPACE;

  private static final int LAUNCHERS_OWN_PROCESSES = 2;

  /** Whether a container may serve another run. */
  public boolean isLasting() {
    return this == NAMESPACE;
  }

  /** The line by which the launcher says that it stands at this level. */
  public String greeting() {
    return "isolation=" + name().toLowerCase(Locale.ROOT) + "\n";
  }

  List<String> command() {
    return isLasting() ? List.of("--isolation", "namespace") : List.of();
  }

  /** The launcher, not the program, needs a /proc without masks and no AppArmor to make mounts. */
  HostConfig emptyHost() {
    return isLasting() ? new UnmaskedHostConfig() : HostConfig.newHostConfig();
  }

  List<String> securityOptions() {
    return isLasting() ? List.of("apparmor=unconfined") : List.of();
  }

  long spareProcesses() {
    return isLasting() ? LAUNCHERS_OWN_PROCESSES : 0;
  }
}
