package dev.livecode.session.run;

import dev.livecode.contracts.StdinGiven;
import java.util.List;
import java.util.UUID;

/** What is typed into a run before it begins. */
@FunctionalInterface
public interface TypedAhead {

  /** Gives what was typed into another run to this one, in the caller's transaction. */
  void give(UUID execution, List<StdinGiven> typed);
}
