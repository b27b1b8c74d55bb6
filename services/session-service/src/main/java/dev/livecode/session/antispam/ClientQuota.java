package dev.livecode.session.antispam;

import java.util.Optional;
import java.util.UUID;

/**
 * How often one client address may open and save sessions, and how often one session may be saved
 * and one run typed into: far more often than people do, also where many sit behind one address.
 *
 * <p>While nothing can be counted (Redis away), sessions are opened and saved without this limit:
 * work that is saved is worth more than the limit.
 */
public interface ClientQuota {

  /** Takes the right to open one session; empty when it was given. */
  Optional<Exceeded> takeOpening(String address);

  /** Takes the right to save this session once; empty when it was given. */
  Optional<Exceeded> takeSave(UUID session, String address);

  /** Takes the right to type into this run once; empty when it was given. */
  Optional<Exceeded> takeInput(UUID execution);
}
