package dev.livecode.edge;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What a client says that it likes to get.
 *
 * @param ranges of types, such as {@code text/*;q=0.8}
 */
record Accepted(List<MediaType> ranges) {

  private static final Comparator<MediaType> BY_PRECISION =
      Comparator.comparing(MediaType::isWildcardType)
          .thenComparing(MediaType::isWildcardSubtype)
          .reversed();

  static Accepted by(ServerRequest request) {
    return of(request.headers().header(HttpHeaders.ACCEPT));
  }

  /** Who says it in a way that nobody understands has said nothing. */
  static Accepted of(List<String> headers) {
    try {
      return new Accepted(MediaType.parseMediaTypes(headers));
    } catch (InvalidMediaTypeException _) {
      return new Accepted(List.of());
    }
  }

  /** Whether it likes the one better than the other; both alike is no preference. */
  boolean prefers(MediaType one, MediaType other) {
    return quality(one) > quality(other);
  }

  /** The most precise range that includes the type decides. */
  private double quality(MediaType type) {
    return ranges.stream()
        .filter(it -> it.includes(type))
        .max(BY_PRECISION)
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }
}
