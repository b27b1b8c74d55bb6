package dev.livecode.edge;

import dev.livecode.errors.ErrorAnswer;
import dev.livecode.errors.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Lets the pages of the allowed origins call. Another page's question in advance is refused; its
 * plain requests pass without the headers that would let the page read the answer.
 */
final class Cors extends DefaultCorsProcessor {

  static CorsConfiguration of(EdgeProperties.Cors settings) {
    var configuration = new CorsConfiguration();
    configuration.setAllowedOrigins(settings.allowedOrigins());
    configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PATCH", "DELETE"));
    configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
    configuration.setMaxAge(Duration.ofHours(1));
    return configuration;
  }

  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration configuration,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    boolean allowed =
        configuration != null
            && configuration.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) != null;
    if (allowed || !CorsUtils.isCorsRequest(request)) {
      return super.processRequest(configuration, request, response);
    }
    if (!CorsUtils.isPreFlightRequest(request)) {
      return true;
    }
    ErrorAnswer.of(Problem.ORIGIN_NOT_ALLOWED, "Cross-origin calls are not allowed")
        .writeTo(response);
    return false;
  }
}
