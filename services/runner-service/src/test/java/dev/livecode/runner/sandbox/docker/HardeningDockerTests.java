package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import dev.livecode.runner.sandbox.walls.HardeningProperties;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wall as it stands, from inside and from outside, and every setting of it. */
@ParameterizedClass(name = "{0}")
@EnumSource
class HardeningDockerTests {

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Path FACTS = Path.of("src/test/resources/hardening/facts.py");

  @Parameter Isolation isolation = Isolation.CONTAINER;

  private boolean isDense() {
    return isolation == Isolation.NAMESPACE;
  }

  private TestEngine start(Map<String, String> settings) throws Exception {
    var engine = new TestEngine(isolation, 1, settings, walls -> walls);
    assertThat(engine.sandbox.awaitReady(SOON)).as(engine.health.reason()).isTrue();
    return engine;
  }

  /** What a program finds out about its walls. */
  private static Map<String, String> facts(TestEngine engine) throws Exception {
    var heard = new Heard();
    assertThat(engine.sandbox.run(Jobs.python(Files.readString(FACTS)), heard).isSuccess())
        .as(heard.stderr())
        .isTrue();
    Map<String, String> facts = new HashMap<>();
    Pattern line = Pattern.compile("((?:bytes of |inodes of |devices on )?\\S+) ?(.*)");
    heard
        .stdout()
        .lines()
        .map(line::matcher)
        .filter(it -> it.matches())
        .forEach(it -> facts.put(it.group(1), it.group(2)));
    return facts;
  }

  @Test
  void aProgramFindsEveryWall() throws Exception {
    try (TestEngine engine = start(Map.of())) {
      assertThat(facts(engine))
          .containsAllEntriesOf(
              Map.ofEntries(
                  Map.entry("CapInh", "0000000000000000"),
                  Map.entry("CapPrm", "0000000000000000"),
                  Map.entry("CapEff", "0000000000000000"),
                  Map.entry("CapAmb", "0000000000000000"),
                  Map.entry("NoNewPrivs", "1"),
                  Map.entry("Seccomp", "2"),
                  Map.entry("Uid", "1000 1000 1000 1000"),
                  Map.entry("Gid", "1000 1000 1000 1000"),
                  Map.entry("Groups", ""),
                  Map.entry("CORE", "0 0"),
                  Map.entry("NOFILE", "256 256"),
                  Map.entry("FSIZE", "67108864 67108864"),
                  Map.entry("/", "overlay ro relatime"),
                  Map.entry("/work", "tmpfs rw nosuid nodev relatime"),
                  Map.entry("/tmp", "tmpfs rw nosuid nodev noexec relatime"),
                  Map.entry("/dev/shm", "tmpfs rw nosuid nodev noexec relatime"),
                  Map.entry("/proc", "proc rw nosuid nodev noexec relatime"),
                  Map.entry("/sys", "sysfs ro nosuid nodev noexec relatime"),
                  Map.entry("memory", String.valueOf(Jobs.PROFILE.memoryBytes())),
                  Map.entry("processes", isDense() ? "130" : "128"),
                  Map.entry("cpu", "500000 500000"),
                  Map.entry("interfaces", "lo"),
                  Map.entry("hostname", "of the container"),
                  Map.entry("environment", "HOME LANG PATH"),
                  Map.entry("devices on disks", ""),
                  Map.entry("writable", "")));
    }
  }

  @Test
  void theEngineWasAskedForEveryWall() throws Exception {
    try (TestEngine engine = start(Map.of())) {
      InspectContainerResponse container = parked(engine);
      HostConfig host = container.getHostConfig();
      assertThat(host.getPrivileged()).isFalse();
      assertThat(host.getReadonlyRootfs()).isTrue();
      assertThat(host.getNetworkMode()).isEqualTo("none");
      assertThat(container.getConfig().getNetworkDisabled()).isTrue();
      assertThat(host.getMemorySwap()).isEqualTo(host.getMemory());
      assertThat(host.getOomKillDisable()).isNotEqualTo(true);
      assertThat(host.getIpcMode()).isEqualTo("private");
      assertThat(host.getPidMode()).isEmpty();
      assertThat(host.getUsernsMode()).isNotEqualTo("host");
      assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
      assertThat(host.getLogConfig().getType().getType()).isEqualTo("none");
      assertThat(host.getUlimits()).containsExactly(new Ulimit("core", 0L, 0L));
      assertThat(host.getBinds()).isEmpty();
      assertThat(container.getMounts()).isEmpty();
      assertThat(host.getDevices()).isNullOrEmpty();
      assertThat(host.getDeviceRequests()).isNullOrEmpty();
      assertThat(container.getConfig().getEnv()).noneMatch(it -> it.startsWith("LIVECODE"));
      assertLabels(engine, container);
    }
  }

  private static void assertLabels(TestEngine engine, InspectContainerResponse container) {
    Map<String, String> labels = container.getConfig().getLabels();
    assertThat(labels)
        .containsEntry("livecode.role", "sandbox")
        .containsEntry(TestEngine.RUNNER_LABEL, engine.runner.value())
        .containsEntry("livecode.lease", String.valueOf(engine.properties.lease().toSeconds()));
  }

  private static InspectContainerResponse parked(TestEngine engine) {
    return engine.docker.inspectContainerCmd(engine.containersOf(engine.runner).getFirst()).exec();
  }

  /**
   * One setting, away from its default.
   *
   * @param expected what then is, at both levels, in facts from inside or of {@link #outside}
   */
  record Changed(String setting, String value, Map<String, String> expected) {

    @Override
    public String toString() {
      return setting + "=" + value;
    }
  }

  static Stream<Changed> changes() {
    return Stream.of(
        new Changed("network", "host", Map.of("network mode", "host")),
        new Changed("cpus", "0.5", Map.of("cpu", "250000 500000")),
        new Changed("work-files", "8MB", Map.of("bytes of /work", "8388608")),
        new Changed("temporary-files", "4MB", Map.of("bytes of /tmp", "4194304")),
        new Changed("inodes", "100", Map.of("inodes of /work", "100", "inodes of /tmp", "100")),
        new Changed("shared-memory", "2MB", Map.of("bytes of /dev/shm", "2097152")),
        new Changed(
            "capabilities",
            "SETUID, SETGID, KILL, CHOWN",
            Map.of("launcher's capabilities", "00000000000000e1")),
        new Changed(
            "runtime", "io.containerd.runc.v2", Map.of("runtime", "io.containerd.runc.v2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void everySettingTakesEffect(Changed changed) throws Exception {
    try (TestEngine engine = start(Map.of())) {
      assertThat(everything(engine).entrySet())
          .as("by default")
          .doesNotContainAnyElementsOf(changed.expected().entrySet());
    }
    String name = "livecode.sandbox.hardening." + changed.setting();
    try (TestEngine engine = start(Map.of(name, changed.value()))) {
      assertThat(everything(engine)).containsAllEntriesOf(changed.expected());
    }
  }

  @Test
  void noSettingIsForgottenHere() {
    assertThat(changes().map(Changed::setting))
        .containsExactlyElementsOf(
            Arrays.stream(HardeningProperties.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(it -> it.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void evenWithTheHostsNetworkADenseRunHasNone() throws Exception {
    try (TestEngine engine = start(Map.of("livecode.sandbox.hardening.network", "host"))) {
      String interfaces = facts(engine).get("interfaces");
      if (isDense()) {
        assertThat(interfaces).isEqualTo("lo");
      } else {
        assertThat(interfaces).contains(" ");
      }
    }
  }

  private static Map<String, String> everything(TestEngine engine) throws Exception {
    var all = new HashMap<>(outside(engine));
    all.putAll(facts(engine));
    return all;
  }

  /** What only the engine, or somebody beside the launcher, can see. */
  private static Map<String, String> outside(TestEngine engine) throws Exception {
    ParkedContainer container = engine.parking.park(Jobs.PROFILE);
    try {
      HostConfig host = engine.docker.inspectContainerCmd(container.id()).exec().getHostConfig();
      String status = new String(Exec.in(engine, container, "0", "cat", "/proc/1/status"), UTF_8);
      return Map.of(
          "network mode", String.valueOf(host.getNetworkMode()),
          "runtime", String.valueOf(host.getRuntime()),
          "launcher's capabilities", status.replaceAll("(?s).*CapPrm:\\s*(\\w+).*", "$1"));
    } finally {
      engine.parking.remove(container);
    }
  }
}
