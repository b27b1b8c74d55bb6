package dev.livecode.runner.reporting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are sent.
 *
 * @param outputDelay the shortest time between two pieces of output; the first goes at once
 * @param retryDelay between two tries to send what Kafka did not take
 */
@ConfigurationProperties("livecode.reporting")
public record ReportingProperties(
    @DefaultValue("50ms") Duration outputDelay, @DefaultValue("500ms") Duration retryDelay) {}
