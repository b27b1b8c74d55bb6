package dev.livecode.session.run;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;

/** Tells the rest of Livecode about accepted runs. */
public interface RunAnnouncements {

  /**
   * Records that a run was accepted, in the caller's transaction. Once that has committed, the log
   * gets the event at least once, whatever is away now; the caller never waits for it.
   */
  void announce(RunRequested event);

  /** The same for the wish that a run ends; every runner hears of it. */
  void announce(CancelRequested event);

  /** The same for what somebody types into a run; every runner hears of it. */
  void announce(StdinGiven event);

  /** The same for the end of a run that nobody else will end. */
  void announce(RunFinished event);
}
