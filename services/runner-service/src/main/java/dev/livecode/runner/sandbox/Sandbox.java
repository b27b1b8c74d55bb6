package dev.livecode.runner.sandbox;

import java.time.Duration;
import java.util.Set;

/** Runs programs that nobody trusts, each within walls of its own. Thread-safe. */
public interface Sandbox {

  /** Says which profiles will be asked for, so that walls can be put up ahead of time. */
  void prepare(Set<Profile> profiles);

  /** Waits until a job could be run now; false when that did not come in time. */
  boolean awaitReady(Duration patience) throws InterruptedException;

  /**
   * Runs a job to its end. However the program ends, even when it takes its walls down with it, is
   * a report. Nothing of the job is left when this returns or throws.
   *
   * @param listener told in this thread what happens, as it happens
   * @throws SandboxFailedException when the sandbox and not the program failed: the job may be run
   *     again
   * @throws InterruptedException when the thread was interrupted; the program was ended
   */
  Report run(Job job, RunListener listener) throws SandboxFailedException, InterruptedException;
}
