package dev.livecode.execution.replay;

import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for.
 *
 * @param verify whether to compare only; null for no
 * @param rateLimit at most so many records a second; null for no limit
 */
record ReplayRequest(@Nullable Boolean verify, @Nullable Integer rateLimit) {

  /** Of a call without a body. */
  static final ReplayRequest PLAIN = new ReplayRequest(null, null);

  boolean isVerification() {
    return Boolean.TRUE.equals(verify);
  }
}
