package dev.livecode.session.antispam;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may ask.
 *
 * @param run runs, per session
 * @param session opened sessions, per client address
 * @param save saves, per client address and per session
 * @param input inputs that are typed into a run, per run
 */
@ConfigurationProperties("livecode.quota")
record QuotaProperties(
    @DefaultValue Runs run,
    @DefaultValue Openings session,
    @DefaultValue Saves save,
    @DefaultValue Inputs input) {

  /** At least the cooldown between two runs, and at most so many per window. */
  record Runs(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("2s") Duration cooldown,
      @DefaultValue("5") long perWindow,
      @DefaultValue("60s") Duration window) {}

  /** So many at once, refilled evenly over the window. */
  record Openings(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("1200") long perWindow,
      @DefaultValue("60s") Duration window) {}

  /** So many at once from an address, and of a session, refilled evenly over the window. */
  record Saves(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("12000") long perWindow,
      @DefaultValue("600") long perSession,
      @DefaultValue("60s") Duration window) {}

  /** So many at once, refilled evenly over the window. */
  record Inputs(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("1200") long perWindow,
      @DefaultValue("60s") Duration window) {}
}
