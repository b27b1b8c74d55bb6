package dev.livecode.errors;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of the public API, docs/openapi.yaml. */
class ApiDescriptionTests {

  private static SwaggerParseResult parsed;

  @BeforeAll
  static void parse() throws Exception {
    Path page = Path.of("..", "..", "..", "docs", "openapi.yaml");
    parsed = new OpenAPIV3Parser().readContents(Files.readString(page));
  }

  @Test
  void itIsLegalOpenApi() {
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
  }

  @Test
  void itHasEveryCallOfTheContract() {
    assertThat(parsed.getOpenAPI().getPaths().keySet())
        .containsExactlyInAnyOrder(
            "/code-sessions",
            "/code-sessions/{session_id}",
            "/code-sessions/{session_id}/run",
            "/code-sessions/{session_id}/executions",
            "/executions/{execution_id}",
            "/executions/{execution_id}/events",
            "/executions/{execution_id}/stream",
            "/executions/{execution_id}/stdin",
            "/executions/{execution_id}/rerun",
            "/languages",
            "/health");
  }

  /**
   * Swagger UI, with which people try the calls, does not look up what all calls of a path share.
   */
  @Test
  void whatAllCallsOfAPathTakeStandsInPlace() {
    assertThat(parsed.getOpenAPI().getPaths().values())
        .flatExtracting(it -> requireNonNullElse(it.getParameters(), List.<Parameter>of()))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.get$ref()).isNull());
  }

  @Test
  void itsCodesAreTheClosedList() {
    Schema<?> error = requireNonNull(parsed.getOpenAPI().getComponents().getSchemas().get("Error"));
    Schema<?> code = requireNonNull(error.getProperties().get("code"));

    Set<String> codes = code.getEnum().stream().map(String::valueOf).collect(toSet());
    assertThat(codes).isEqualTo(Stream.of(Problem.values()).map(Problem::code).collect(toSet()));
  }
}
