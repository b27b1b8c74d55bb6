package dev.livecode.runner.sandbox.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.docker.TestEngine;
import dev.livecode.runner.sandbox.engine.ContainerSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerSpecTests {

  private static ContainerSpec spec(Profile profile) {
    return spec(Isolation.CONTAINER, profile);
  }

  private static ContainerSpec spec(Isolation isolation, Profile profile) {
    return new Walls("default", isolation, "{}", TestEngine.hardening())
        .spec("name", profile, Map.of("a", "b"));
  }

  @Test
  void onlyTheDenseLevelUnmasksProcAndSpeaksToItsLauncher() throws Exception {
    ContainerSpec usual = spec(Isolation.CONTAINER, new Profile(null, 1000, 64));
    assertThat(usual.command()).isEmpty();
    assertThat(json(usual.host())).doesNotContain("MaskedPaths", "ReadonlyPaths", "apparmor");
    ContainerSpec dense = spec(Isolation.NAMESPACE, new Profile(null, 1000, 64));
    assertThat(dense.command()).containsExactly("--isolation", "namespace");
    assertThat(json(dense.host())).contains("\"MaskedPaths\":[]", "\"ReadonlyPaths\":[]");
    assertThat(dense.host().getPidsLimit()).isEqualTo(66);
    assertThat(dense.host().getSecurityOpts())
        .containsExactly("no-new-privileges", "seccomp={}", "apparmor=unconfined");
    assertThat(dense.host().getCapDrop()).containsExactly(Capability.ALL);
    assertThat(dense.host().getNetworkMode()).isEqualTo("none");
    assertThat(dense.host().getReadonlyRootfs()).isTrue();
  }

  private static String json(HostConfig host) throws Exception {
    return DefaultDockerClientConfig.createDefaultConfigBuilder()
        .build()
        .getObjectMapper()
        .writeValueAsString(host);
  }

  @Test
  void everyWallStandsByDefault() {
    HostConfig host = spec(new Profile(null, 1000, 64)).host();
    assertThat(host.getNetworkMode()).isEqualTo("none");
    assertThat(host.getReadonlyRootfs()).isTrue();
    assertThat(host.getTmpFs())
        .containsEntry("/work", "rw,exec,nosuid,nodev,mode=1777,size=67108864,nr_inodes=8192")
        .containsEntry("/tmp", "rw,noexec,nosuid,nodev,mode=1777,size=67108864,nr_inodes=8192")
        .hasSize(2);
    assertThat(host.getMemory()).isEqualTo(1000);
    assertThat(host.getMemorySwap()).isEqualTo(1000);
    assertThat(host.getPidsLimit()).isEqualTo(64);
    assertThat(host.getCpuPeriod()).isEqualTo(500_000);
    assertThat(host.getCpuQuota()).isEqualTo(500_000);
    assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(host.getCapAdd())
        .containsExactlyInAnyOrder(Capability.SETUID, Capability.SETGID, Capability.KILL);
    assertThat(host.getSecurityOpts()).containsExactly("no-new-privileges", "seccomp={}");
    assertThat(host.getShmSize()).isEqualTo(16L << 20);
    assertThat(host.getLogConfig().getType().getType()).isEqualTo("none");
    assertThat(host.getUlimits())
        .singleElement()
        .satisfies(it -> assertThat(it.getHardLong()).isZero());
    assertThat(host.getPrivileged()).isFalse();
    assertThat(host.getBinds()).isEmpty();
    assertThat(host.getRuntime()).isNull();
  }

  @Test
  void aLanguageMayNameItsImage() {
    assertThat(spec(new Profile(null, 1, 1)).image()).isEqualTo("default");
    assertThat(spec(new Profile("own", 1, 1)).image()).isEqualTo("own");
  }
}
