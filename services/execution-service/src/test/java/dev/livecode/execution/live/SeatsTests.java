package dev.livecode.execution.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.errors.RefusedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SeatsTests {

  private static final long GIGABYTE = DataSize.ofGigabytes(1).toBytes();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aSeatThatIsGivenBackIsFreeForTheNext() {
    Seats seats = seats(10, 1, GIGABYTE);

    for (int i = 0; i < 100; i++) {
      seats.take(Seats.Kind.WAIT, "a").close();
    }
    seats.take(Seats.Kind.STREAM, "a");

    assertThat(taken("wait")).isZero();
    assertThat(taken("stream")).isEqualTo(1);
  }

  @Test
  void whoIsRefusedTakesNothing() {
    Seats seats = seats(2, 1, GIGABYTE);
    seats.take(Seats.Kind.STREAM, "a");

    assertThatThrownBy(() -> seats.take(Seats.Kind.WAIT, "a"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("TOO_MANY_REQUESTS");
    seats.take(Seats.Kind.STREAM, "b");
    assertThatThrownBy(() -> seats.take(Seats.Kind.WAIT, "c"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("UNAVAILABLE");

    assertThat(taken("wait")).isZero();
    assertThat(taken("stream")).isEqualTo(2);
  }

  @Test
  void aSmallHeapHasFewerSeats() {
    Seats seats = seats(4_000, 4_000, DataSize.ofMegabytes(97).toBytes());
    for (int i = 0; i < 8; i++) {
      seats.take(Seats.Kind.STREAM, "a");
    }

    assertThatThrownBy(() -> seats.take(Seats.Kind.STREAM, "a"))
        .isInstanceOf(RefusedException.class);
  }

  private Seats seats(int perInstance, int perAddress, long heap) {
    var properties =
        new WatchProperties(
            perInstance,
            perAddress,
            Duration.ofSeconds(10),
            DataSize.ofKilobytes(512),
            Duration.ofSeconds(5));
    return new Seats(properties, meters, heap);
  }

  private double taken(String kind) {
    return meters.get("livecode.watchers").tag("kind", kind).gauge().value();
  }
}
