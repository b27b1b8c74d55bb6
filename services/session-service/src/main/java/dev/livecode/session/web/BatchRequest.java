package dev.livecode.session.web;

import org.jspecify.annotations.Nullable;

/** What an operator sends for a batch; times are text, so that we say what is wrong with them. */
record BatchRequest(
    @Nullable String language,
    @Nullable String from,
    @Nullable String to,
    @Nullable Double rate,
    boolean dryRun) {

  static final BatchRequest NOTHING = new BatchRequest(null, null, null, null, false);
}
