package dev.livecode.session.antispam;

import java.util.UUID;

/** How often a session may be run. */
public interface RunQuota {

  /**
   * Takes the right to one run. By default a session may be run when 2 s have passed since its last
   * run, and at most 5 times in a window of 60 s that begins with the first run after the window
   * before has ended.
   *
   * @throws dev.livecode.errors.RefusedException 429, says which limit and how long to wait; 503
   *     when nothing can be counted, because a run costs too much to be given away unseen
   */
  Permit take(UUID session);

  /** The right to one run. */
  @FunctionalInterface
  interface Permit {

    /** Gives the right back, because the run was not accepted after all. Never throws. */
    void giveBack();
  }
}
