package dev.livecode.execution.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings for those who wait for runs or watch them.
 *
 * @param perInstance how many at once
 * @param perAddress how many of them from one client address
 * @param heartbeat after how much silence a stream says that it is there
 * @param queue how much one may lag behind the log before it is cut off
 * @param patience how long a stream waits, before it begins, for a view that is behind
 */
@ConfigurationProperties("livecode.watch")
public record WatchProperties(
    @DefaultValue("4000") int perInstance,
    @DefaultValue("500") int perAddress,
    @DefaultValue("10s") Duration heartbeat,
    @DefaultValue("512KB") DataSize queue,
    @DefaultValue("5s") Duration patience) {}
