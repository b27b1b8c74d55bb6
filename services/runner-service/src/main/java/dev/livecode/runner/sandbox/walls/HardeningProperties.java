package dev.livecode.runner.sandbox.walls;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.github.dockerjava.api.model.Capability;
import dev.livecode.runner.sandbox.engine.BadSettingException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The walls of every container beyond memory and processes, which its profile says.
 *
 * @param network of the container; nothing else than {@code none} is safe
 * @param cpus processors' worth of CPU time
 * @param workFiles size of the work folder, which is memory
 * @param temporaryFiles size of {@code /tmp}, which is memory
 * @param inodes files and folders in each of the two
 * @param sharedMemory size of {@code /dev/shm}
 * @param capabilities what the launcher, and only the launcher, keeps
 * @param runtime the engine's runtime, such as {@code runsc}; empty for the engine's default
 */
@ConfigurationProperties("livecode.sandbox.hardening")
public record HardeningProperties(
    @DefaultValue("none") String network,
    @DefaultValue("1") double cpus,
    @DefaultValue("64MB") DataSize workFiles,
    @DefaultValue("64MB") DataSize temporaryFiles,
    @DefaultValue("8192") int inodes,
    @DefaultValue("16MB") DataSize sharedMemory,
    @DefaultValue({"SETUID", "SETGID", "KILL"}) List<String> capabilities,
    @DefaultValue("") String runtime) {

  private static final double LEAST_CPUS = 0.01;
  private static final Set<String> CAPABILITIES =
      Arrays.stream(Capability.values()).map(Enum::name).collect(toUnmodifiableSet());

  /**
   * What the engine or the kernel would take for 'no limit', or for its own default, is refused.
   */
  public HardeningProperties {
    capabilities = List.copyOf(capabilities);
    require(!network.isBlank(), "network", "empty", "none, or the name of a network");
    require(cpus >= LEAST_CPUS, "cpus", cpus, "at least " + LEAST_CPUS);
    require(inodes > 0, "inodes", inodes, "above zero");
    requireSize("work-files", workFiles);
    requireSize("temporary-files", temporaryFiles);
    requireSize("shared-memory", sharedMemory);
    for (String capability : capabilities) {
      require(
          CAPABILITIES.contains(capability),
          "capabilities",
          capability,
          "names of capabilities in capitals, without CAP_");
    }
  }

  private static void requireSize(String name, DataSize value) {
    require(value.toBytes() > 0, name, value, "above zero, such as 64MB");
  }

  private static void require(boolean isFine, String name, Object value, String rule) {
    BadSettingException.unless(isFine, "livecode.sandbox.hardening." + name, value, rule);
  }

  /** Options of the work folder's file system. Programs may be compiled into it, so it has exec. */
  String workOptions() {
    return "rw,exec,nosuid,nodev,mode=1777" + bounds(workFiles);
  }

  String temporaryOptions() {
    return "rw,noexec,nosuid,nodev,mode=1777" + bounds(temporaryFiles);
  }

  private String bounds(DataSize size) {
    return ",size=" + size.toBytes() + ",nr_inodes=" + inodes;
  }
}
