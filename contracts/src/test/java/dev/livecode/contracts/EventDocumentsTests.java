package dev.livecode.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What documents say of events is what the schemas say. */
class EventDocumentsTests {

  // How './livecode lint --fix' has them written.
  private static final boolean WRITES = Boolean.getBoolean("livecode.documents.write");

  @Test
  void thePageIsMadeFromTheSchemas() throws IOException {
    isMade("events.md", EventDocuments::page);
  }

  @Test
  void theMessagesOfAsyncApiAreMadeFromTheSchemas() throws IOException {
    isMade("asyncapi.yaml", EventDocuments::asyncApi);
  }

  private static void isMade(String name, UnaryOperator<String> making) throws IOException {
    Path document = Path.of("..", "docs", name);
    String current = Files.readString(document);
    String made = making.apply(current);
    if (WRITES) {
      Files.writeString(document, made);
      return;
    }
    // The whole page would hide what to do.
    assertThat(current.equals(made))
        .as("docs/%s is what docs/schemas says; './livecode lint --fix' writes it anew", name)
        .isTrue();
  }
}
