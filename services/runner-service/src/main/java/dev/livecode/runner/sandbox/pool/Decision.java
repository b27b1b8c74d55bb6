package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;

/**
 * What is to be done now.
 *
 * @param <C> a container
 */
sealed interface Decision<C> {

  /** Make one for whoever will need it. */
  record Park<C>(Profile profile) implements Decision<C> {}

  /** Take it away. */
  record Remove<C>(C container) implements Decision<C> {}

  /** Tell somebody who waits. */
  sealed interface Answer<C> extends Decision<C> {
    Ticket ticket();
  }

  /** It is theirs now. */
  record Lend<C>(Ticket ticket, C container) implements Answer<C> {}

  /** They may make one themselves, for which there is a place now. */
  record LetMake<C>(Ticket ticket) implements Answer<C> {}

  /** There will be none. */
  record Refuse<C>(Ticket ticket) implements Answer<C> {}
}
