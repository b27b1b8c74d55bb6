package dev.livecode.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTests {

  @Test
  void percentilesAreValuesThatWereMeasured() {
    List<Duration> oneToHundred =
        IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList();

    assertThat(Sample.of(oneToHundred)).isEqualTo(new Sample(100, 50, 95, 99, 100));
    assertThat(Sample.of(List.of(Duration.ofMillis(7)))).isEqualTo(new Sample(1, 7, 7, 7, 7));
  }
}
