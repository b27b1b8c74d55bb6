package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.Ulimit;
import dev.livecode.runner.sandbox.Profile;
import java.util.List;
import java.util.Map;

/** One container to be made: a value, so that tests can look at every wall of it. */
record ContainerSpec(String name, String image, Map<String, String> labels, HostConfig host) {

  static ContainerSpec of(
      String name,
      String defaultImage,
      Profile profile,
      Map<String, String> labels,
      HardeningSettings hardening,
      String seccompProfile) {
    return new ContainerSpec(
        name,
        profile.image() == null ? defaultImage : profile.image(),
        labels,
        host(profile, hardening, seccompProfile));
  }

  private static HostConfig host(
      Profile profile, HardeningSettings hardening, String seccompProfile) {
    HostConfig host =
        walls(HostConfig.newHostConfig(), hardening, seccompProfile)
            .withMemory(profile.memoryBytes())
            .withMemorySwap(profile.memoryBytes())
            .withPidsLimit((long) profile.processes())
            .withNanoCPUs((long) (hardening.cpus() * 1_000_000_000));
    return hardening.runtime().isEmpty() ? host : host.withRuntime(hardening.runtime());
  }

  private static HostConfig walls(
      HostConfig host, HardeningSettings hardening, String seccompProfile) {
    return host.withNetworkMode(hardening.network())
        .withReadonlyRootfs(true)
        .withTmpFs(Map.of("/work", hardening.workOptions(), "/tmp", hardening.temporaryOptions()))
        .withShmSize(hardening.sharedMemory().toBytes())
        .withIpcMode("private")
        .withCapDrop(Capability.ALL)
        .withCapAdd(
            hardening.capabilities().stream().map(Capability::valueOf).toArray(Capability[]::new))
        .withSecurityOpts(List.of("no-new-privileges", "seccomp=" + seccompProfile))
        .withUlimits(List.of(new Ulimit("core", 0L, 0L)))
        .withLogConfig(new LogConfig(LoggingType.NONE))
        .withPrivileged(false)
        .withInit(false);
  }
}
