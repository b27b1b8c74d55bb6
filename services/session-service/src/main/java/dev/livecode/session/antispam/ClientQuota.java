package dev.livecode.session.antispam;

/**
 * How often one client address may open and save sessions: far more often than people do.
 *
 * <p>While nothing can be counted (Redis away), sessions are opened and saved without this limit:
 * work that is saved is worth more than the limit.
 */
public interface ClientQuota {

  /**
   * Takes the right to open one session.
   *
   * @throws dev.livecode.session.web.RefusedException 429, says how long to wait
   */
  void takeOpening(String address);

  /**
   * Takes the right to save once.
   *
   * @throws dev.livecode.session.web.RefusedException 429, says how long to wait
   */
  void takeSave(String address);
}
