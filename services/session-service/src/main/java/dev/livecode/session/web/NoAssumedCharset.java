package dev.livecode.session.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leaves a body's media type as it was sent: Spring adds the charset that it assumes, and fails
 * where the type is a wildcard.
 */
@Component
class NoAssumedCharset extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new AsSent(request), response);
  }

  private static final class AsSent extends HttpServletRequestWrapper {

    AsSent(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getCharacterEncoding() {
      return null;
    }
  }
}
