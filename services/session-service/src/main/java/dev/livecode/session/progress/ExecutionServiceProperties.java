package dev.livecode.session.progress;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the execution service is.
 *
 * @param url its base URL
 */
@ConfigurationProperties("livecode.execution-service")
record ExecutionServiceProperties(@DefaultValue("http://127.0.0.1:8082") URI url) {}
