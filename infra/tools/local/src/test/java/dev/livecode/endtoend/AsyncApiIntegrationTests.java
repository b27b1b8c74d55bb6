package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the log, docs/asyncapi.yaml, by the schema that AsyncAPI publishes. */
class AsyncApiIntegrationTests {

  private static final Path PROJECT = Home.ofWorkingFolder().project();

  private static Schema official;
  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    String said = Command.run(PROJECT + "/infra/tools/bin/asyncapi-schema").succeeded();
    Path schema = Path.of(said.lines().toList().getLast());
    official =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Files.readString(schema), InputFormat.JSON);
    document = new YAMLMapper().readTree(PROJECT.resolve("docs/asyncapi.yaml"));
  }

  @Test
  void itIsLegalAsyncApi() {
    assertThat(errorsIn(document)).isEmpty();
    assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/info",
        "/channels/languages/bindings/kafka",
        "/channels/run-events/messages/RunStarted",
        "/operations/takeRun"
      })
  void anIllegalOneIsSeen(String place) {
    JsonNode illegal = document.deepCopy();
    ((ObjectNode) illegal.at(place)).removeAll().put("unheard of", true);

    assertThat(errorsIn(illegal)).isNotEmpty();
  }

  private static List<String> errorsIn(JsonNode document) {
    return official.validate(document).stream().map(Error::toString).toList();
  }
}
