package dev.livecode.execution.replay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of replays.
 *
 * @param threads that read and write at once, each with a connection of its own; 1 to 16
 * @param look how often an instance looks for a replay to run
 * @param lease for how long a replay belongs to the instance that runs it; when that has died,
 *     another goes on after this time
 */
@ConfigurationProperties("livecode.replay")
record ReplayProperties(
    @DefaultValue("2") int threads,
    @DefaultValue("1s") Duration look,
    @DefaultValue("10s") Duration lease) {

  ReplayProperties {
    Assert.isTrue(
        threads >= 1 && threads <= 16,
        () -> "livecode.replay.threads must be from 1 to 16, not " + threads);
    Assert.isTrue(
        look.toMillis() >= 1 && lease.compareTo(look.multipliedBy(3)) >= 0,
        "livecode.replay.lease must be at least three times livecode.replay.look, which is positive");
  }
}
