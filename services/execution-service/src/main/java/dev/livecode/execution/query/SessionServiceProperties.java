package dev.livecode.execution.query;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the session service is, which keeps the register of issued ids, and how long to wait. */
@ConfigurationProperties("livecode.session-service")
record SessionServiceProperties(
    @DefaultValue("http://127.0.0.1:8081") URI url,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("1s") Duration readTimeout) {}
