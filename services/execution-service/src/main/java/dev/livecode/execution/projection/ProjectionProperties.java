package dev.livecode.execution.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the projection.
 *
 * @param retryBackoff how long to wait after a failure before the next try
 */
@ConfigurationProperties("livecode.projection")
record ProjectionProperties(@DefaultValue("1s") Duration retryBackoff) {}
