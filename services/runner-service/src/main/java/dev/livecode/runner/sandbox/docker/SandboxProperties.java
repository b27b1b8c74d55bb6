package dev.livecode.runner.sandbox.docker;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Containers and their engine.
 *
 * @param image of languages that name none
 * @param seccompProfile which system calls a container may make
 * @param grace how much longer than its steps a job may take, seen from outside
 * @param parkTime how long creating, starting and greeting a container may take
 * @param parkedFor how long a container waits for a job before it is replaced
 * @param longestRun more than any job takes; a container that is older than this and {@code
 *     parkedFor} together is removed by whichever runner sees it first
 * @param sweepEvery how often left-over containers are looked for
 * @param pingEvery how often the engine is asked whether it is there
 * @param waitForContainer how long a job waits for a container
 */
@ConfigurationProperties("livecode.sandbox")
public record SandboxProperties(
    @DefaultValue("livecode/sandbox:latest") String image,
    @DefaultValue("infra/sandbox/image/seccomp.json") Path seccompProfile,
    @DefaultValue("1s") Duration grace,
    @DefaultValue("15s") Duration parkTime,
    @DefaultValue("10m") Duration parkedFor,
    @DefaultValue("1m") Duration longestRun,
    @DefaultValue("10s") Duration sweepEvery,
    @DefaultValue("1s") Duration pingEvery,
    @DefaultValue("20s") Duration waitForContainer) {

  /** How long a container may exist, whoever made it. */
  Duration lease() {
    return parkedFor.plus(longestRun);
  }
}
