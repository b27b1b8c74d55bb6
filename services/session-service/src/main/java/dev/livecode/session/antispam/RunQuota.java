package dev.livecode.session.antispam;

import java.util.UUID;

/** How often a session may be run. */
public interface RunQuota {

  /**
   * Takes the right to one run. By default a session may be run when 2 s have passed since its last
   * run, and at most 5 times in a window of 60 s that begins with the first run after the window
   * before has ended.
   */
  Answer take(UUID session);

  /** What becomes of asking for a run. */
  sealed interface Answer {}

  /** The right to one run. */
  non-sealed interface Permit extends Answer {

    /** Gives the right back, because the run was not accepted after all. Never throws. */
    void giveBack();
  }

  /** The session was run too often. */
  record Refused(Exceeded limit) implements Answer {}

  /** Nothing can be counted now, and a run costs too much to be given away unseen. */
  record Uncountable() implements Answer {}
}
