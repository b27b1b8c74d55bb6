package dev.livecode.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class DatabaseFailureTests {

  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "25006, true",
    "40001, true",
    "53100, true",
    "55P03, true",
    "57P01, true",
    "58030, true",
    "XX001, true",
    "22P05, false",
    "23505, false",
    "42P01, false",
    "P0001, false",
    "8, false"
  })
  void theClassOfItsSqlStateSaysWhetherItPasses(String state, boolean passes) {
    var failure =
        new UncategorizedSQLException("reading", "SELECT 1", new SQLException("x", state));

    assertThat(DatabaseFailure.passes(failure)).isEqualTo(passes);
    assertThat(DatabaseFailure.passes(new IllegalStateException(failure))).isEqualTo(passes);
  }

  @Test
  void withoutAStateItsTypeSaysSo() {
    assertThat(DatabaseFailure.passes(new CannotGetJdbcConnectionException("none"))).isTrue();
    assertThat(DatabaseFailure.passes(new DataIntegrityViolationException("wrong"))).isFalse();
    assertThat(DatabaseFailure.passes(new IllegalStateException("ours"))).isFalse();
  }
}
