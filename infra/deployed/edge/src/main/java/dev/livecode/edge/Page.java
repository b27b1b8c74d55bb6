package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.function.ServerResponse;

/** A text that never changes while the edge runs, and how browsers are to treat it. */
final class Page {

  /** Nothing of another host, nothing inline, and no frame around it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final byte[] content;
  private final HttpHeaders headers = new HttpHeaders();

  Page(String text, MediaType type) {
    content = text.getBytes(UTF_8);
    headers.setContentType(type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    // Kept, and asked for again each time: after an update nobody sees a mixture of two versions.
    headers.setCacheControl(CacheControl.noCache());
    headers.setETag("\"" + DigestUtils.md5DigestAsHex(content) + "\"");
  }

  Page varyingBy(String header) {
    headers.add(HttpHeaders.VARY, header);
    return this;
  }

  /** The text of a file of the class path. */
  static String read(String file) {
    try {
      return new ClassPathResource(file).getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServerResponse answer() {
    return ServerResponse.ok().headers(it -> it.addAll(headers)).body(content);
  }
}
