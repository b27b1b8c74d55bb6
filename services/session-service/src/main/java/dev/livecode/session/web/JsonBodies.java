package dev.livecode.session.web;

import static dev.livecode.errors.RefusedException.because;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads request bodies: JSON objects of at most {@value #MAX_BYTES} bytes, whose fields have just
 * the types that they should have. Fields that nobody asked for are skipped.
 */
@Component
public final class JsonBodies {

  static final int MAX_BYTES = 2 * 1024 * 1024;

  // Far more than any call has fields; what a body may cost in memory stays near its size.
  private static final int MAX_TOKENS = 10_000;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  /** The body as the given type; empty when the request has none. */
  public <T> Optional<T> read(HttpServletRequest request, Class<T> type) {
    byte[] body = bytes(request);
    if (body.length == 0) {
      return Optional.empty();
    }
    BodyForm.requireUnderstood(request);
    String json = BodyForm.text(body);
    try {
      return Optional.of(
          Optional.ofNullable(STRICT.readValue(json, type)).orElseThrow(BodyProblems::noObject));
    } catch (JacksonException e) {
      throw BodyProblems.refusal(e);
    }
  }

  private static byte[] bytes(HttpServletRequest request) {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw because(Problem.VALIDATION_ERROR, "Body could not be read to its end");
    }
  }

  private static RefusedException tooLarge() {
    return because(Problem.PAYLOAD_TOO_LARGE, "Body must be at most " + MAX_BYTES + " bytes");
  }
}
