package dev.livecode.execution.live;

import dev.livecode.contracts.CancelRequested;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunFinished;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.RunStarted;

/** What a watch is there for. */
public enum Interest {
  /** What may end the run. */
  END {
    @Override
    boolean covers(RunEvent event) {
      return event instanceof RunFinished || event instanceof CancelRequested;
    }
  },
  /** Everything that its clients see. */
  ALL {
    @Override
    boolean covers(RunEvent event) {
      return event instanceof RunStarted || event instanceof RunOutput || END.covers(event);
    }
  };

  abstract boolean covers(RunEvent event);
}
