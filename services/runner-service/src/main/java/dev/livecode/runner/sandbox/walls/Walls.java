package dev.livecode.runner.sandbox.walls;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.Ulimit;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.engine.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every wall of every container.
 *
 * @param image of profiles that name none
 * @param seccompProfile the profile itself, not where it lies
 */
public record Walls(
    String image, Isolation isolation, String seccompProfile, HardeningProperties hardening)
    implements Blueprint {

  // Long, so that the threads with which a runtime starts are not held up where they could run side
  // by side. The launcher's QUOTA_PERIOD_US must not be shorter.
  private static final long CPU_PERIOD_US = 500_000;

  public static Walls of(SandboxProperties properties, HardeningProperties hardening) {
    return new Walls(
        properties.image(),
        properties.isolation(),
        SeccompProfile.read(properties.seccompProfileInForce()),
        hardening);
  }

  @Override
  public ContainerSpec spec(String name, Profile profile, Map<String, String> labels) {
    return new ContainerSpec(
        name,
        profile.image() == null ? image : profile.image(),
        isolation.command(),
        labels,
        host(profile));
  }

  private HostConfig host(Profile profile) {
    HostConfig host =
        hardened(isolation.emptyHost())
            .withMemory(profile.memoryBytes())
            .withMemorySwap(profile.memoryBytes())
            .withPidsLimit(profile.processes() + isolation.spareProcesses())
            .withCpuPeriod(CPU_PERIOD_US)
            .withCpuQuota((long) (hardening.cpus() * CPU_PERIOD_US));
    return hardening.runtime().isEmpty() ? host : host.withRuntime(hardening.runtime());
  }

  private HostConfig hardened(HostConfig host) {
    return host.withNetworkMode(hardening.network())
        .withReadonlyRootfs(true)
        .withTmpFs(Map.of("/work", hardening.workOptions(), "/tmp", hardening.temporaryOptions()))
        .withShmSize(hardening.sharedMemory().toBytes())
        .withIpcMode("private")
        .withCapDrop(Capability.ALL)
        .withCapAdd(
            hardening.capabilities().stream().map(Capability::valueOf).toArray(Capability[]::new))
        .withSecurityOpts(securityOptions())
        .withUlimits(List.of(new Ulimit("core", 0L, 0L)))
        .withLogConfig(new LogConfig(LoggingType.NONE))
        .withPrivileged(false)
        .withInit(false);
  }

  private List<String> securityOptions() {
    return Stream.concat(
            Stream.of("no-new-privileges", "seccomp=" + seccompProfile),
            isolation.securityOptions().stream())
        .toList();
  }
}
