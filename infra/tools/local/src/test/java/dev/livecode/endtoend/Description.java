package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@code docs/openapi.yaml} says of an answer. It is asked for every call of the API; what a
 * test writes byte by byte may be no call.
 */
final class Description {

  // A name to resolve references by; nobody is asked for it.
  private static final String NAME = "https://livecode.invalid/openapi.yaml";
  private static final String JSON = "application/json";
  private static final String ERROR = "/components/schemas/Error";

  // Said of every call in the page's beginning.
  private static final Set<Integer> OF_HTTP_ITSELF = Set.of(408, 414, 417, 431, 501, 505);

  private static final String TEXT = text();
  private static final JsonNode DOCUMENT = new YAMLMapper().readTree(TEXT);
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          it ->
              it.schemas(Map.of(NAME, TEXT))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private static String text() {
    try {
      return Files.readString(Home.ofWorkingFolder().project().resolve("docs/openapi.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void requireFor(String method, String target, Wire.Reply reply) {
    String type = reply.header("content-type");
    boolean isJson = reply.bytes().length > 0 && type.startsWith(JSON);
    requireFor(
        method, target, reply.status(), type, isJson ? reply.json() : NullNode.getInstance());
  }

  static void requireFor(
      String method, String target, int status, HttpHeaders headers, JsonNode body) {
    requireFor(method, target, status, headers.firstValue("Content-Type").orElse(""), body);
  }

  /**
   * Fails when the answer is none that the description has for this call. Of what the description
   * does not know, it says only how it is refused.
   */
  private static void requireFor(
      String method, String target, int status, String type, JsonNode body) {
    String wrong = wrongIn(method, target, status, type, body);
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "By docs/openapi.yaml %s, but %s %s was answered with %d %s"
              .formatted(wrong, method, target, status, body));
    }
  }

  private static String wrongIn(
      String method, String target, int status, String type, JsonNode body) {
    String responses = responsesOf(method.equals("HEAD") ? "GET" : method, target);
    boolean isKnown = DOCUMENT.at(responses).isObject() && !OF_HTTP_ITSELF.contains(status);
    String content = contentOf(responses + "/" + status, type);
    if (isKnown && DOCUMENT.at(content).isMissingNode()) {
      return "there is no " + content;
    }
    boolean isLookedAt = isKnown ? type.startsWith(JSON) : status >= 400;
    return isLookedAt && !method.equals("HEAD")
        ? errorsIn(body, isKnown ? content + "/schema" : ERROR)
        : "";
  }

  private static String responsesOf(String method, String target) {
    String path = target.replaceFirst("\\?.*", "");
    String described =
        DOCUMENT.path("paths").propertyNames().stream()
            .filter(it -> path.matches(it.replaceAll("\\{\\w+}", "[^/]+")))
            .findFirst()
            .orElse("");
    String verb = method.toLowerCase(Locale.ROOT);
    // Methods have a case: get is another one than GET.
    String known = verb.equals(method) ? "" : verb;
    return "/paths/" + escaped(described) + "/" + known + "/responses";
  }

  /** Where it stands what a response holds. */
  private static String contentOf(String response, String type) {
    String reference = DOCUMENT.at(response).path("$ref").asString("");
    String place = reference.isEmpty() ? response : reference.substring("#".length());
    // What has no body, such as a 204, has no type.
    return type.isEmpty() ? place : place + "/content/" + escaped(type.replaceFirst(";.*", ""));
  }

  private static String errorsIn(JsonNode body, String schema) {
    String fragment = URLEncoder.encode(schema, UTF_8).replace("%2F", "/").replace("%7E", "~");
    return SCHEMAS.getSchema(SchemaLocation.of(NAME + "#" + fragment)).validate(body).stream()
        .map(Error::toString)
        .collect(joining(", "));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private Description() {}
}
