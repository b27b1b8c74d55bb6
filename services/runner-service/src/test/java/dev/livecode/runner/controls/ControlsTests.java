package dev.livecode.runner.controls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.runner.sandbox.RunControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ControlsTests {

  private static final Instant NOW = Instant.parse("2026-11-01T09:30:00.120Z");
  private static final UUID RUN = UUID.randomUUID();

  private final Controls controls = new Controls(Duration.ofMinutes(1), DataSize.ofMegabytes(1));
  private final Attempt attempt = new Attempt();

  @Test
  void aCancelThatComesBeforeTheRunIsKnownWhenItComes() {
    controls.hear(cancel(RUN));

    assertThat(controls.isCancelled(RUN)).isTrue();
    assertThat(controls.isCancelled(UUID.randomUUID())).isFalse();
    controls.begin(RUN, attempt);
    assertThat(attempt.heard).containsExactly("cancel");
  }

  @Test
  void aCancelReachesTheAttemptThatIsUnderWayAndNoneThatIsOver() {
    controls.begin(RUN, attempt);
    controls.end(RUN, attempt);
    controls.hear(cancel(RUN));
    assertThat(attempt.heard).isEmpty();

    var second = new Attempt();
    controls.begin(RUN, second);
    assertThat(second.heard).containsExactly("cancel");
  }

  @Test
  void inputsAreTypedInTheOrderOfTheirNumbersEachOnce() {
    List<StdinGiven> inputs =
        new ArrayList<>(LongStream.rangeClosed(1, 50).mapToObj(it -> input(it, it + " ")).toList());
    inputs.addAll(inputs.subList(10, 20));
    Collections.shuffle(inputs, new Random(7));
    controls.begin(RUN, attempt);

    inputs.forEach(controls::hear);

    assertThat(attempt.heard)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).mapToObj(it -> it + " ").toList());
  }

  @Test
  void anotherAttemptIsGivenEverythingFromTheFirstByte() {
    controls.begin(RUN, attempt);
    controls.hear(input(1, "one"));
    controls.end(RUN, attempt);
    controls.hear(input(2, "two"));
    var second = new Attempt();

    controls.begin(RUN, second);
    controls.hear(new StdinGiven(RUN, 3, "three", true, NOW));

    assertThat(attempt.heard).containsExactly("one");
    assertThat(second.heard).containsExactly("one", "two", "three", "end");
  }

  @Test
  void anAttemptThatEndsLateDoesNotCutOffTheNext() {
    controls.begin(RUN, attempt);
    var second = new Attempt();
    controls.begin(RUN, second);
    controls.end(RUN, attempt);

    controls.hear(cancel(RUN));

    assertThat(second.heard).containsExactly("cancel");
  }

  @Test
  void anInputThatTheAttemptRefusesHarmsNobody() {
    attempt.refuses = true;
    controls.begin(RUN, attempt);

    controls.hear(input(1, "one"));
    controls.hear(cancel(RUN));

    assertThat(attempt.heard).containsExactly("cancel");
  }

  /** Else whoever types into runs that wait could end every runner, and again at its next start. */
  @Test
  void whatIsTypedIntoRunsThatNobodyHasMetIsForgottenBeforeMemoryIsShort() {
    controls.begin(RUN, attempt);
    String large = "x".repeat(64 * 1024);
    List<UUID> waiting = new ArrayList<>();
    for (int run = 0; run < 100; run++) {
      UUID id = UUID.randomUUID();
      waiting.add(id);
      controls.hear(new StdinGiven(id, 1, large, false, NOW));
    }

    long kept = waiting.stream().filter(it -> isKept(it, large)).count();

    assertThat(kept).isBetween(1L, 8L);
    controls.hear(cancel(RUN));
    assertThat(attempt.heard).as("the run under way").containsExactly("cancel");
  }

  private boolean isKept(UUID run, String typed) {
    var late = new Attempt();
    controls.begin(run, late);
    controls.end(run, late);
    return late.heard.equals(List.of(typed));
  }

  private static CancelRequested cancel(UUID run) {
    return new CancelRequested(run, UUID.randomUUID(), "python", NOW, NOW);
  }

  private static StdinGiven input(long sequence, String text) {
    return new StdinGiven(RUN, sequence, text, false, NOW);
  }

  private static final class Attempt implements RunControl {

    private final List<String> heard = new ArrayList<>();
    private boolean refuses;

    @Override
    public void cancel() {
      heard.add("cancel");
    }

    @Override
    public void input(byte[] bytes) {
      if (refuses) {
        throw new IllegalStateException("not now");
      }
      heard.add(new String(bytes, UTF_8));
    }

    @Override
    public void endInput() {
      heard.add("end");
    }
  }
}
