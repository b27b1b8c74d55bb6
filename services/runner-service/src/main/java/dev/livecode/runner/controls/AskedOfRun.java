package dev.livecode.runner.controls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.StdinGiven;
import dev.livecode.runner.sandbox.RunControl;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that was asked of one run, for every attempt at it. Inputs are typed in the order of their
 * numbers; one that is early waits for those before it. Thread-safe.
 */
final class AskedOfRun {

  private static final Logger log = LoggerFactory.getLogger(AskedOfRun.class);

  private static final int FRAME_BYTES = 200;

  private final SortedMap<Long, StdinGiven> inputs = new TreeMap<>();
  private boolean cancelled;
  private @Nullable RunControl attempt;
  private long next = 1;
  private long bytes;

  /**
   * What it costs to keep, in bytes; nothing while an attempt is under way, which has to hear what
   * comes.
   */
  synchronized int weight() {
    return attempt == null ? (int) Math.min(FRAME_BYTES + bytes, Integer.MAX_VALUE) : 0;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized void cancel() {
    cancelled = true;
    if (attempt != null) {
      attempt.cancel();
    }
  }

  synchronized void give(StdinGiven input) {
    if (inputs.putIfAbsent(input.sequence(), input) == null) {
      bytes += FRAME_BYTES + (long) Character.BYTES * input.text().length();
    }
    type();
  }

  /** Another attempt begins: it is asked everything anew. */
  synchronized void begin(RunControl control) {
    attempt = control;
    next = 1;
    if (cancelled) {
      control.cancel();
    }
    type();
  }

  synchronized void end(RunControl control) {
    if (attempt == control) {
      attempt = null;
    }
  }

  private void type() {
    RunControl control = attempt;
    while (control != null && inputs.get(next) instanceof StdinGiven input) {
      next++;
      type(input, control);
    }
  }

  private static void type(StdinGiven input, RunControl control) {
    try {
      if (!input.text().isEmpty()) {
        control.input(input.text().getBytes(UTF_8));
      }
      if (input.end()) {
        control.endInput();
      }
    } catch (IllegalStateException e) {
      log.warn(
          "{}: input {} is dropped: {}", input.executionId(), input.sequence(), e.getMessage());
    }
  }
}
