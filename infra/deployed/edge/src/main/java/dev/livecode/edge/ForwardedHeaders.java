package dev.livecode.edge;

import static java.util.stream.Collectors.toSet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Tells the services whose request this is. Comes after the gateway has thrown away what the client
 * said of itself, and before it throws away {@code Connection} itself, which names further headers
 * that end here.
 */
@Component
class ForwardedHeaders implements RequestHttpHeadersFilter, Ordered {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final TrustedProxies proxies;

  ForwardedHeaders(EdgeProperties edge) {
    this.proxies = new TrustedProxies(edge.trustedProxies());
  }

  @Override
  public int getOrder() {
    return 1;
  }

  @Override
  public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
    Set<String> ending =
        headers.getOrEmpty(HttpHeaders.CONNECTION).stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .collect(toSet());
    // What was expected of the edge is done by the edge: the services get the body unasked.
    ending.addAll(Set.of("proxy-connection", "x-real-ip", "expect"));
    var forwarded = new HttpHeaders();
    headers.forEach(
        (name, values) -> {
          if (!ending.contains(name.toLowerCase(Locale.ROOT))) {
            forwarded.addAll(name, values);
          }
        });
    forwarded.set(FORWARDED_FOR, client(request.servletRequest()));
    forwarded.set("X-Forwarded-Proto", request.servletRequest().getScheme());
    return forwarded;
  }

  private String client(HttpServletRequest request) {
    return proxies.clientOf(
        request.getRemoteAddr(), Collections.list(request.getHeaders(FORWARDED_FOR)));
  }
}
