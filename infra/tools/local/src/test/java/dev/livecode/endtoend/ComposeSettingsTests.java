package dev.livecode.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code .env.example} says of the variables that Compose's files read. */
class ComposeSettingsTests {

  private static final Pattern LINE = Pattern.compile("(?m)^#?([A-Z_]+)=(.*)$");
  private static final Pattern READ = Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*))?");

  /** Compose reads it itself. */
  private static final String OF_COMPOSE = "COMPOSE_PARALLEL_LIMIT";

  /** What one may want instead of the default. */
  private static final Set<String> EXAMPLES =
      Set.of("RUNNER_DOCKER_HOST", "ENGINE_CERTIFICATES", "QUOTA_NETWORK_INTERNAL");

  @Test
  void everyVariableIsThereAndNoOther() throws IOException {
    var explained = new HashSet<>(values(LINE, ".env.example").keySet());

    assertThat(explained.remove(OF_COMPOSE)).isTrue();
    assertThat(explained).isEqualTo(read().keySet());
  }

  @Test
  void whatItShowsIsTheDefault() throws IOException {
    Map<String, String> shown = values(LINE, ".env.example");
    Map<String, String> defaults = read();

    shown.keySet().removeAll(EXAMPLES);
    shown.remove(OF_COMPOSE);
    assertThat(shown)
        .isNotEmpty()
        .allSatisfy((name, it) -> assertThat(defaults).containsEntry(name, it));
  }

  private static Map<String, String> read() throws IOException {
    Map<String, String> all = values(READ, "compose.yaml");
    all.putAll(values(READ, "infra/packaging/compose/engine-elsewhere.yaml"));
    return all;
  }

  /** By name; where there is none, it is empty. */
  private static Map<String, String> values(Pattern pattern, String file) throws IOException {
    String text = Files.readString(Home.ofWorkingFolder().project().resolve(file));
    String effective = file.endsWith(".yaml") ? text.replaceAll("(?m)^ *#.*", "") : text;
    return pattern
        .matcher(effective)
        .results()
        .collect(
            toMap(
                it -> it.group(1), it -> it.group(2) == null ? "" : it.group(2), (one, _) -> one));
  }
}
