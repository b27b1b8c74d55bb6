package dev.livecode.edge;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the edge.
 *
 * @param maxRequestSize the largest body that is let through
 * @param readTimeout how long a service may be silent in the midst of an answer
 * @param waits calls that wait for a run's end
 * @param streams calls that watch a run
 * @param trustedProxies networks, such as {@code 10.0.0.0/8}, whose proxies are believed when they
 *     say for whom they speak; none by default, because anybody can write such a header
 */
@ConfigurationProperties("livecode.edge")
record EdgeProperties(
    @DefaultValue("http://127.0.0.1:8081") URI sessionServiceUrl,
    @DefaultValue("http://127.0.0.1:8082") URI executionServiceUrl,
    @DefaultValue("2MB") DataSize maxRequestSize,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("30s") Duration readTimeout,
    @DefaultValue Waits waits,
    @DefaultValue Streams streams,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue Cors cors,
    @DefaultValue Editor editor) {

  EdgeProperties {
    requireHttp("session-service-url", sessionServiceUrl);
    requireHttp("execution-service-url", executionServiceUrl);
    var _ = new TrustedProxies(trustedProxies);
  }

  private static void requireHttp(String name, URI url) {
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null) {
      throw new IllegalArgumentException(
          "livecode.edge." + name + " is " + url + "; it must be http://HOST:PORT");
    }
  }

  /**
   * Calls that wait for a run's end.
   *
   * @param atOnce so many to each service
   * @param readTimeout longer than anybody may wait
   */
  record Waits(@DefaultValue("1000") int atOnce, @DefaultValue("45s") Duration readTimeout) {}

  /**
   * Calls that watch a run.
   *
   * @param atOnce so many
   * @param readTimeout longer than a stream is silent: it has a comment every 10 s
   */
  record Streams(@DefaultValue("2000") int atOnce, @DefaultValue("30s") Duration readTimeout) {}

  /**
   * Which web pages may call.
   *
   * @param allowedOrigins such as {@code https://editor.example}, or {@code *} for every page; none
   *     by default, because a page may otherwise reach the Livecode on its visitor's own machine
   */
  record Cors(@DefaultValue List<String> allowedOrigins) {}

  /** Whether {@code /editor} shows the example of a page to program in. */
  record Editor(@DefaultValue("false") boolean enabled) {}
}
