package dev.livecode.session.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The one form in which a body is understood: JSON in UTF-8, as it is. */
final class BodyForm {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Refuses what the headers say that the body is, unless it is that. */
  static void requireUnderstood(HttpHeaders headers) {
    if (isCoded(headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING))) {
      throw RefusedException.because(
          Problem.UNSUPPORTED_CODING, "Content-Encoding must be identity");
    }
    if (!isJson(headers.getFirst(HttpHeaders.CONTENT_TYPE))) {
      throw noJson();
    }
  }

  static RefusedException noJson() {
    return RefusedException.because(
        Problem.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json in UTF-8");
  }

  private static boolean isCoded(List<String> codings) {
    return codings.stream()
        .flatMap(it -> Arrays.stream(it.split(",")))
        .map(String::strip)
        .anyMatch(it -> !it.isEmpty() && !"identity".equalsIgnoreCase(it));
  }

  private static boolean isJson(@Nullable String contentType) {
    try {
      MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
      return type != null
          && (type.isCompatibleWith(MediaType.APPLICATION_JSON)
              || type.getSubtype().endsWith("+json"))
          && (type.getCharset() == null || List.of(UTF_8, US_ASCII).contains(type.getCharset()));
    } catch (InvalidMediaTypeException e) {
      // No media type at all, or a charset that nobody knows.
      return false;
    }
  }

  /** The text, unless the bytes are none: a lenient reader would take them for another one. */
  static String text(byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw RefusedException.because(Problem.VALIDATION_ERROR, "Body is not legal UTF-8");
    }
  }

  private BodyForm() {}
}
