package dev.livecode.errors;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells what PostgreSQL can't do now from what it will never do. */
final class DatabaseFailure {

  // Classes of SQLSTATE that say "not now": no connection; a plan or a prepared statement that a
  // migration or a restart has made stale; a server that takes no writes; nobody is let in; rolled
  // back for another's sake; no room; locked; shut down; disk or server broken. All other classes
  // say that the statement or its data is wrong: waiting mends none of it, the fault is ours.
  private static final Set<String> NOT_NOW =
      Set.of("08", "0A", "26", "25", "28", "3D", "40", "53", "55", "57", "58", "F0", "XX");

  /** Whether the same call may succeed a little later. */
  static boolean passes(Throwable failure) {
    if (failure instanceof CannotGetJdbcConnectionException
        || failure instanceof CannotCreateTransactionException) {
      return true;
    }
    String state = state(failure);
    return state == null
        ? failure instanceof TransactionSystemException
            || failure instanceof DataAccessResourceFailureException
            || failure instanceof RecoverableDataAccessException
            || failure instanceof TransientDataAccessException
        : state.length() == 5 && NOT_NOW.contains(state.substring(0, 2));
  }

  private static @Nullable String state(Throwable failure) {
    return ExceptionUtils.getThrowableList(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(it -> ((SQLException) it).getSQLState())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private DatabaseFailure() {}
}
