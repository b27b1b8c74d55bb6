package dev.livecode.runner.controls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.runner.sandbox.RunControl;
import java.time.Duration;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/**
 * What is asked of runs, whether this runner has met them or not: it may yet. Kept for as long as a
 * run may wait and take, from when it was last asked something. Thread-safe.
 */
public final class Controls {

  private final Cache<UUID, AskedOfRun> runs;

  /**
   * Keeps what it hears for so long, and not more than that: where somebody types into very many
   * runs that wait, what was asked of the longest ago is forgotten, and this runner lives on.
   */
  public Controls(Duration kept, DataSize most) {
    runs =
        Caffeine.newBuilder()
            .expireAfterAccess(kept)
            .maximumWeight(most.toBytes())
            .weigher((UUID _, AskedOfRun asked) -> asked.weight())
            // What is forgotten is forgotten at once: memory is short then.
            .executor(Runnable::run)
            .build();
  }

  /** Somebody asked something; other events say nothing here. */
  void hear(RunEvent event) {
    switch (event) {
      case CancelRequested cancel -> of(cancel.executionId()).cancel();
      case StdinGiven input -> {
        AskedOfRun asked = of(input.executionId());
        asked.give(input);
        weighAnew(input.executionId(), asked);
      }
      default -> {}
    }
  }

  /** Whether somebody has asked for the run's end. */
  public boolean isCancelled(UUID execution) {
    AskedOfRun asked = runs.getIfPresent(execution);
    return asked != null && asked.isCancelled();
  }

  /** Asks an attempt all that was asked of its run, and from now on what comes. */
  public void begin(UUID execution, RunControl attempt) {
    AskedOfRun asked = of(execution);
    asked.begin(attempt);
    weighAnew(execution, asked);
  }

  /** The attempt is over. */
  public void end(UUID execution, RunControl attempt) {
    AskedOfRun asked = of(execution);
    asked.end(attempt);
    weighAnew(execution, asked);
  }

  private void weighAnew(UUID execution, AskedOfRun asked) {
    runs.put(execution, asked);
  }

  private AskedOfRun of(UUID execution) {
    return runs.get(execution, _ -> new AskedOfRun());
  }
}
