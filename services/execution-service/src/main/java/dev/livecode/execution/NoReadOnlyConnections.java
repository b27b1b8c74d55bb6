package dev.livecode.execution;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Gives up a connection to a server that takes no writes: after a failover it may lead to what was
 * the primary, while a new one leads to what is. The pool makes it by its name.
 */
public final class NoReadOnlyConnections implements SQLExceptionOverride {

  private static final String READ_ONLY = "25006";

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return READ_ONLY.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
