package dev.livecode.execution.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the projection.
 *
 * @param rebuild whether to wipe the view, the archive and the offsets at this start, and to read
 *     the log again from its beginning; to be set for one start only
 * @param retryBackoff how long to wait after a failure before the next try
 */
@ConfigurationProperties("livecode.projection")
record ProjectionProperties(
    @DefaultValue("false") boolean rebuild, @DefaultValue("1s") Duration retryBackoff) {}
