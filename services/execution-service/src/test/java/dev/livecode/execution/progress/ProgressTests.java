package dev.livecode.execution.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProgressTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Progress progress = new Progress();

  @Test
  void whatIsThereNeedsNoTime() throws Exception {
    progress.reached("log-1", 5);

    assertThat(progress.reaches("log-1", 5, Duration.ZERO)).isTrue();
    assertThat(progress.reaches("log-1", 6, Duration.ZERO)).isFalse();
    assertThat(progress.reaches("log-2", 0, Duration.ZERO)).isFalse();
  }

  @Test
  void whoeverWaitsGoesOnWhenItsPartitionIsThere() throws Exception {
    var reached = waiting("log-1", 5);

    progress.reached("log-2", 9);
    progress.reached("log-1", 4);
    assertThat(reached).isNotDone();
    progress.reached("log-1", 5);

    assertThat(reached.join()).isTrue();
  }

  @Test
  void theTableIsBelievedForThePartitionsOfOthers() throws Exception {
    progress.reached("log-1", 5);
    progress.stored("log-1", 3);

    assertThat(progress.reaches("log-1", 4, Duration.ZERO)).as("after a rebuild").isFalse();
  }

  @Test
  void theTableMayLagBehindWhatIsOurs() throws Exception {
    progress.ours(List.of("log-1"));
    progress.reached("log-1", 5);
    progress.stored("log-1", 3);
    assertThat(progress.reaches("log-1", 5, Duration.ZERO)).isTrue();

    progress.stored("log-1", 7);
    assertThat(progress.reaches("log-1", 7, Duration.ZERO)).isTrue();
  }

  @Test
  void onlyWhatOthersProjectIsAskedForOften() throws Exception {
    progress.ours(List.of("log-1"));
    var ours = waiting("log-1", 5);
    assertThat(progress.somebodyWaitsForOthers()).isFalse();

    progress.notOurs(List.of("log-1"));
    assertThat(progress.somebodyWaitsForOthers()).isTrue();
    progress.reached("log-1", 5);
    assertThat(ours.join()).isTrue();
    assertThat(progress.somebodyWaitsForOthers()).isFalse();
  }

  private CompletableFuture<Boolean> waiting(String partition, long offset)
      throws InterruptedException {
    var reached =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return progress.reaches(partition, offset, LONG);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    progress.awaitSomebody();
    return reached;
  }
}
