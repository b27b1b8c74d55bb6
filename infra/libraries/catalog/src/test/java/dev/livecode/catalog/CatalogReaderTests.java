package dev.livecode.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTests {

  private static final String VALID =
      """
      name: demo
      title: Demo
      extensions: [dm]
      version_command: [demo, --version]
      file: main.dm
      template: template.dm
      greeting: "Hello World\\n"
      run: {command: [demo, "-m{memory_mib}m", main.dm]}
      runtime_memory_bytes: 1048576
      processes: 64
      limits: {wall_time_ms: 5000, cpu_time_ms: 4000, memory_bytes: 134217728, output_bytes: 1048576}
      signs:
        - {reason: MEMORY_LIMIT, exit_code: 3, stderr_matches: "out of memory"}
      """;

  private static final String COMPILE =
      """
      compile: {command: [demo], wall_time_ms: 1, cpu_time_ms: 1, output_bytes: 1}
      """;

  @TempDir Path folder;

  @Test
  void aFolderIsALanguage() throws IOException {
    write(VALID);

    Language language = CatalogReader.read(folder).find("demo").orElseThrow();

    assertThat(language.template()).isEqualTo("greet");
    assertThat(language.limits()).isEqualTo(new RunLimits(5000, 4000, 134217728, 1048576));
    assertThat(language.limits(false)).isEqualTo(language.limits());
    assertThat(language.limits(true)).isEqualTo(new RunLimits(60_000, 4000, 134217728, 1048576));
    assertThat(language.run().command(64 << 20)).isEqualTo(List.of("demo", "-m64m", "main.dm"));
    assertThat(language.containerMemoryBytes(1)).isEqualTo(1048577);
    assertThat(language.environment()).isEmpty();
  }

  @Test
  void aSignHoldsOnlyWhenEveryPartDoes() throws IOException {
    write(VALID);
    Sign sign = CatalogReader.read(folder).find("demo").orElseThrow().signs().getFirst();

    assertThat(sign.reason()).isEqualTo(Outcome.MEMORY_LIMIT);
    assertThat(sign.matches(3, null, "x: out of memory\n")).isTrue();
    assertThat(sign.matches(3, null, "fine")).isFalse();
    assertThat(sign.matches(1, null, "out of memory")).isFalse();
  }

  @Test
  void namesAndEndingsAreExact() throws IOException {
    write(VALID);
    LanguageCatalog catalog = CatalogReader.read(folder);

    assertThat(catalog.find("Demo")).isEmpty();
    assertThat(catalog.findByExtension("dm")).isPresent();
    assertThat(catalog.findByExtension("d")).isEmpty();
  }

  @Test
  void brokenYamlIsReportedWithFileAndLine() throws IOException {
    write(VALID.replace("processes: 64", "processes: [64"));

    assertThatThrownBy(() -> CatalogReader.read(folder))
        .isInstanceOf(InvalidLanguageException.class)
        .hasMessageContaining("language.yaml: line 1");
  }

  @Test
  void aMissingSettingIsNamed() throws IOException {
    write(VALID.replace("processes: 64\n", ""));

    assertThatThrownBy(() -> CatalogReader.read(folder)).hasMessageContaining("'processes'");
  }

  @Test
  void anUnknownSettingIsNamed() throws IOException {
    write(VALID + "colour: red\n");

    assertThatThrownBy(() -> CatalogReader.read(folder)).hasMessageContaining("colour");
  }

  @Test
  void aFolderWithAnotherNameIsRefused() throws IOException {
    write(VALID.replace("name: demo", "name: other"));

    assertThatThrownBy(() -> CatalogReader.read(folder)).hasMessageContaining("'other'");
  }

  @Test
  void aRunMayGoOnInTheProcessThatCompiled() throws IOException {
    write(withRun("{continues: true}") + COMPILE);

    Language language = CatalogReader.read(folder).find("demo").orElseThrow();

    assertThat(language.run().continues()).isTrue();
    assertThat(language.run().command(1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{command: [demo], continues: true}|'run' has a 'command' and 'continues'",
        "{}|'run' has neither a 'command' nor 'continues'",
        "{command: []}|'run' has neither a 'command' nor 'continues'",
        "{continues: false}|'run' has neither a 'command' nor 'continues'",
        "{continues: maybe}|maybe",
        "[demo]|RunStep"
      })
  void aRunThatMeansNothingIsRefused(String run, String said) throws IOException {
    write(withRun(run) + COMPILE);

    assertThatThrownBy(() -> CatalogReader.read(folder))
        .isInstanceOf(InvalidLanguageException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aRunHasNothingToContinueWhereNothingIsCompiled() throws IOException {
    write(withRun("{continues: true}"));

    assertThatThrownBy(() -> CatalogReader.read(folder))
        .isInstanceOf(InvalidLanguageException.class)
        .hasMessageContaining("'run' continues, and there is no 'compile' before it");
  }

  private static String withRun(String run) {
    return VALID.replaceFirst("run: .*", "run: " + run);
  }

  @Test
  void anEmptyFolderIsRefused() {
    assertThatThrownBy(() -> CatalogReader.read(folder)).hasMessageContaining("livecode.languages");
  }

  private void write(String yaml) throws IOException {
    Path language = Files.createDirectories(folder.resolve("demo"));
    Files.writeString(language.resolve("language.yaml"), yaml);
    Files.writeString(language.resolve("template.dm"), "greet");
  }
}
