package dev.livecode.session.web;

import static dev.livecode.errors.RefusedException.because;

import com.fasterxml.jackson.annotation.Nulls;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
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
 * Binds request bodies: JSON objects of at most {@value #MAX_BYTES} bytes, whose fields have just
 * the types that they should have. Fields that nobody asked for are skipped. Whatever the body says
 * that it is comes here, so that we say what is understood.
 */
final class JsonBodies extends AbstractHttpMessageConverter<Object> {

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
          // What is null was not said.
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          // Of a list, and so of arguments: no element is nothing.
          .changeDefaultNullHandling(it -> it.withContentNulls(Nulls.FAIL))
          .build();

  JsonBodies() {
    super(MediaType.ALL);
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type.getPackageName().startsWith("dev.livecode.session");
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage input) throws IOException {
    byte[] body = bytes(input);
    BodyForm.requireUnderstood(input.getHeaders());
    try {
      return Optional.<Object>ofNullable(STRICT.readValue(BodyForm.text(body), type))
          .orElseThrow(UnreadableBodies::noObject);
    } catch (JacksonException e) {
      throw new HttpMessageNotReadableException("No body of this call", e, input);
    }
  }

  private static byte[] bytes(HttpInputMessage input) throws IOException {
    if (input.getHeaders().getContentLength() > MAX_BYTES) {
      throw tooLarge();
    }
    byte[] body = input.getBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  private static RefusedException tooLarge() {
    return because(Problem.PAYLOAD_TOO_LARGE, "Body must be at most " + MAX_BYTES + " bytes");
  }

  @Override
  protected void writeInternal(Object body, HttpOutputMessage output) {
    throw new UnsupportedOperationException("Bodies are only read here");
  }
}
