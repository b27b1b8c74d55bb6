package dev.livecode.startup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class DatabaseFailureAnalyzerTests {

  private final MockEnvironment environment =
      new MockEnvironment()
          .withProperty("spring.datasource.url", "jdbc:postgresql://db/session?password=hidden")
          .withProperty("spring.datasource.username", "livecode");

  @ParameterizedTest
  @CsvSource({
    "28P01, refuses user 'livecode', SPRING_DATASOURCE_PASSWORD",
    "28000, refuses user 'livecode', SPRING_DATASOURCE_USERNAME",
    "08004, refuses user 'livecode', SPRING_DATASOURCE_PASSWORD",
    "3D000, no such database, SPRING_DATASOURCE_URL",
    "42501, does not allow, owner",
    "08001, does not answer, Start it",
    "08006, does not answer, Start it",
    "57P03, does not answer, Start it",
    "53300, does not answer, Start it"
  })
  void whatPostgresSaidBecomesALine(String state, String what, String action) {
    String line = line(new SQLException("Its words", state));
    assertThat(line)
        .contains(what, "jdbc:postgresql://db/session", "Its words", action)
        .doesNotContain("hidden");
  }

  @Test
  void thePoolsOwnWordsAreNotTheReason() {
    var told = new SQLException("no such login", "28P01");
    assertThat(line(new SQLTransientConnectionException("timed out", "08001", told)))
        .contains("refuses", "no such login");
  }

  @Test
  void aNameThatNobodyKnowsIsSaid() {
    var told = new SQLException("It failed", "08001", new UnknownHostException("db"));
    assertThat(line(told)).contains("does not answer", "UnknownHostException, db.");
  }

  @Test
  void whatIsNoneOfThatIsLeftToOthers() {
    assertThat(analysis(new SQLException("A bug of ours", "42601"))).isNull();
    assertThat(analysis(new SQLException("Nothing known"))).isNull();
  }

  private String line(SQLException failure) {
    return OneLineReporter.line(requireNonNull(analysis(failure)));
  }

  private @Nullable FailureAnalysis analysis(SQLException failure) {
    return new DatabaseFailureAnalyzer(environment).analyze(new IllegalStateException(failure));
  }
}
