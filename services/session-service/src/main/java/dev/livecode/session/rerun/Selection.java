package dev.livecode.session.rerun;

import java.time.Instant;

/**
 * Which runs are to be run again.
 *
 * @param from accepted at this time or later
 * @param to and before this one
 */
public record Selection(String language, Instant from, Instant to) {}
