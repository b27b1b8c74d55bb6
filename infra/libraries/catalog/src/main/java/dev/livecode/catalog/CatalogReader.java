package dev.livecode.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a catalog from a folder of language folders. */
public final class CatalogReader {

  private static final String FILE = "language.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** People think before they type. */
  private static final long INTERACTIVE_WALL_TIME_MS = 60_000;

  private static final Set<String> REQUIRED =
      Set.of(
          "name",
          "title",
          "extensions",
          "version_command",
          "file",
          "template",
          "greeting",
          "run",
          "runtime_memory_bytes",
          "processes",
          "limits");

  /**
   * The languages in the folder.
   *
   * @throws InvalidLanguageException names the file, the line where there is one, and what is wrong
   */
  public static LanguageCatalog read(Path folder) {
    List<Path> folders = languageFolders(folder);
    if (folders.isEmpty()) {
      throw new InvalidLanguageException(
          folder, "holds no <name>/language.yaml; point livecode.languages at the right folder");
    }
    return new LanguageCatalog(folders.stream().map(CatalogReader::readLanguage).toList());
  }

  private static List<Path> languageFolders(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.filter(entry -> Files.isRegularFile(entry.resolve(FILE))).sorted().toList();
    } catch (IOException e) {
      throw new InvalidLanguageException(
          folder,
          "is no readable folder of languages; point livecode.languages at the right one",
          e);
    }
  }

  private static Language readLanguage(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      ObjectNode node = withDefaults(file, YAML.readTree(Files.readString(file)));
      Language language = YAML.treeToValue(node, Language.class);
      checkFolderName(file, folder, language);
      checkRun(file, language);
      return language.withTemplate(template(file, language));
    } catch (JacksonException e) {
      String line =
          e.getLocation() == null || e.getLocation().getLineNr() < 1
              ? ""
              : "line " + e.getLocation().getLineNr() + ": ";
      throw new InvalidLanguageException(file, line + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidLanguageException(file, "can't be read", e);
    }
  }

  private static ObjectNode withDefaults(Path file, JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw new InvalidLanguageException(file, "holds no settings");
    }
    REQUIRED.stream()
        .sorted()
        .filter(name -> !object.hasNonNull(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new InvalidLanguageException(file, "'" + name + "' is missing");
            });
    if (object.get("run") instanceof ObjectNode run) {
      run.putIfAbsent("command", YAML.createArrayNode());
      run.putIfAbsent("continues", YAML.getNodeFactory().booleanNode(false));
    }
    Map.of("environment", YAML.createObjectNode(), "signs", YAML.createArrayNode())
        .forEach((name, empty) -> object.putIfAbsent(name, empty));
    object.putIfAbsent(
        "interactive_wall_time_ms", YAML.getNodeFactory().numberNode(INTERACTIVE_WALL_TIME_MS));
    return object;
  }

  private static void checkRun(Path file, Language language) {
    boolean hasCommand = !language.run().command(1).isEmpty();
    boolean continues = language.run().continues();
    if (hasCommand && continues) {
      throw new InvalidLanguageException(file, "'run' has a 'command' and 'continues'");
    }
    if (!hasCommand && !continues) {
      throw new InvalidLanguageException(file, "'run' has neither a 'command' nor 'continues'");
    }
    if (continues && language.compile() == null) {
      throw new InvalidLanguageException(
          file, "'run' continues, and there is no 'compile' before it");
    }
  }

  private static void checkFolderName(Path file, Path path, Language language) {
    String folder = String.valueOf(path.getFileName());
    if (!language.name().equals(folder)) {
      throw new InvalidLanguageException(
          file, "name '" + language.name() + "' is not the folder's name '" + folder + "'");
    }
  }

  private static String template(Path file, Language language) {
    Path template = file.resolveSibling(language.template());
    try {
      return Files.readString(template);
    } catch (IOException e) {
      throw new InvalidLanguageException(
          file, "template '" + language.template() + "' can't be read", e);
    }
  }

  private CatalogReader() {}
}
