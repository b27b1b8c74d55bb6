package dev.livecode.runner.sandbox.walls;

import dev.livecode.runner.sandbox.engine.BadSettingException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Containers and their engine.
 *
 * @param isolation what stands between one run and the next
 * @param image of languages that name none
 * @param seccompProfile which system calls a container may make
 * @param namespaceSeccompProfile the same for {@link Isolation#NAMESPACE}, whose launcher makes
 *     namespaces; its own filter forbids that to programs
 * @param grace how much longer than its time a step may take, seen from outside
 * @param beginTime how long after its hand-over a job may take until its first program has begun
 * @param parkTime how long creating, starting and greeting a container may take
 * @param readyTime how long a container that stays may take from one job's end until it is ready
 *     for the next
 * @param parkedFor how old a container may get before it is replaced
 * @param runsPerContainer how many jobs a container that stays may serve before it is replaced
 * @param longestRun more than any job takes; a container that is older than this and {@code
 *     parkedFor} together is removed by whichever runner sees it first
 * @param sweepEvery how often left-over containers are looked for
 * @param pingEvery how often the engine is asked whether it is there
 * @param waitForContainer how long a job waits for a container
 */
@ConfigurationProperties("livecode.sandbox")
public record SandboxProperties(
    @DefaultValue("container") Isolation isolation,
    @DefaultValue("livecode/sandbox:latest") String image,
    @DefaultValue("infra/sandbox/image/seccomp.json") Path seccompProfile,
    @DefaultValue("infra/sandbox/image/seccomp-namespace.json") Path namespaceSeccompProfile,
    @DefaultValue("1s") Duration grace,
    @DefaultValue("3s") Duration beginTime,
    @DefaultValue("15s") Duration parkTime,
    @DefaultValue("5s") Duration readyTime,
    @DefaultValue("10m") Duration parkedFor,
    @DefaultValue("500") int runsPerContainer,
    @DefaultValue("2m") Duration longestRun,
    @DefaultValue("10s") Duration sweepEvery,
    @DefaultValue("1s") Duration pingEvery,
    @DefaultValue("20s") Duration waitForContainer) {

  public SandboxProperties {
    requireTime("grace", grace);
    requireTime("begin-time", beginTime);
    requireTime("park-time", parkTime);
    requireTime("ready-time", readyTime);
    requireTime("parked-for", parkedFor);
    requireTime("longest-run", longestRun);
    requireTime("sweep-every", sweepEvery);
    requireTime("ping-every", pingEvery);
    requireTime("wait-for-container", waitForContainer);
    BadSettingException.unless(
        runsPerContainer > 0,
        "livecode.sandbox.runs-per-container",
        runsPerContainer,
        "above zero");
    BadSettingException.unless(
        !image.isBlank(), "livecode.sandbox.image", "empty", "the name of an image");
  }

  private static void requireTime(String name, Duration value) {
    BadSettingException.unless(
        value.toMillis() > 0, "livecode.sandbox." + name, value, "above zero, such as 5s");
  }

  /** The profile of the level that was chosen. */
  Path seccompProfileInForce() {
    return isolation.isLasting() ? namespaceSeccompProfile : seccompProfile;
  }

  /** How long a container may exist, whoever made it. */
  public Duration lease() {
    return parkedFor.plus(longestRun);
  }
}
