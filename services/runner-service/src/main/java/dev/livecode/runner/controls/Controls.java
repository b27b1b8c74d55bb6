package dev.livecode.runner.controls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.runner.sandbox.RunControl;
import java.time.Duration;
import java.util.UUID;

/**
 * What is asked of runs, whether this runner has met them or not: it may yet. Kept for as long as a
 * run may wait and take, from when it was last asked something. Thread-safe.
 */
public final class Controls {

  private final Cache<UUID, AskedOfRun> runs;

  /** Keeps what it hears for so long. */
  public Controls(Duration kept) {
    runs = Caffeine.newBuilder().expireAfterAccess(kept).build();
  }

  /** Somebody asked something; other events say nothing here. */
  void hear(RunEvent event) {
    switch (event) {
      case CancelRequested cancel -> of(cancel.executionId()).cancel();
      case StdinGiven input -> of(input.executionId()).give(input);
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
    of(execution).begin(attempt);
  }

  /** The attempt is over. */
  public void end(UUID execution, RunControl attempt) {
    of(execution).end(attempt);
  }

  private AskedOfRun of(UUID execution) {
    return runs.get(execution, _ -> new AskedOfRun());
  }
}
