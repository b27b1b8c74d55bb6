package dev.livecode.testing.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTests {

  @Test
  void percentilesAreMeasuredValues() {
    List<Duration> durations =
        IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList().reversed();
    assertThat(Sample.of(durations)).isEqualTo(new Sample(200, 100, 190, 198, 200));
    assertThat(Sample.of(List.of(Duration.ofMillis(7)))).isEqualTo(new Sample(1, 7, 7, 7, 7));
    assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(List.of()));
  }

  @Test
  void rowsArePrintedAsTheyComeAndKeptAsJson(@TempDir Path folder) throws Exception {
    var lines = new ArrayList<String>();
    var tables = new Tables(lines::add);
    tables.begin("speed", "how fast");
    tables.row("a way", List.of(Duration.ofMillis(12)));
    tables.row("another", List.of(Duration.ofMillis(5)), 3.5);
    assertThat(lines).hasSize(5).element(1).isEqualTo("how fast");
    assertThat(lines.get(3)).startsWith("a way ").contains("12.0").doesNotContain("/s");
    assertThat(lines.get(4)).endsWith("3.5 /s");
    Path file = folder.resolve("in/figures.json");
    tables.writeJson(file);
    assertThat(Files.readString(file))
        .contains("\"table\" : \"speed\"", "\"p50\" : 12.0", "\"perSecond\" : 3.5");
  }
}
