package dev.livecode.session.codesession;

/** Whether a session can still be saved and run. */
public enum SessionStatus {
  ACTIVE,
  INACTIVE
}
