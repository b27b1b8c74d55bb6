package dev.livecode.startup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class MigrationFailureAnalyzerTests {

  private final MigrationFailureAnalyzer analyzer =
      new MigrationFailureAnalyzer(
          new MockEnvironment()
              .withProperty("spring.datasource.url", "jdbc:postgresql://db/session?password=x"));

  @Test
  void aMigrationThatWasEditedIsNamed() {
    assertThat(
            words(
                validation(
                    """
                    Migrations have failed validation
                    Migration checksum mismatch for migration version 1
                    -> Applied to database : 12
                    -> Resolved locally    : 13
                    Either revert the changes to the migration, or run repair to update the history.
                    Need more flexibility with validation rules? Learn more: https://example.com
                    """)))
        .isEqualTo(
            "The database at jdbc:postgresql://db/session was migrated otherwise: Migration"
                + " checksum mismatch for migration version 1. Start the version that has made it,"
                + " or restore the file of that migration.");
  }

  @Test
  void allThatIsFoundIsTold() {
    assertThat(
            words(
                validation(
                    """
                    Migrations have failed validation
                    Detected applied migration not resolved locally: 2.
                    If you removed this migration intentionally, run repair.
                    Detected failed migration to version 3 (more).
                    """)))
        .contains(
            ": Detected applied migration not resolved locally: 2; Detected failed migration");
  }

  @Test
  void tablesOfSomethingElseAreTold() {
    assertThat(
            words(
                new FlywayException(
                    "Found non-empty schema(s) \"public\" but no schema history table. Use …")))
        .isEqualTo(
            "The database at jdbc:postgresql://db/session has tables of something else."
                + " Set SPRING_DATASOURCE_URL to an empty database.");
  }

  @Test
  void whatNobodyHasWordsForIsLeftAsItIs() {
    assertThat(analyzer.analyze(new FlywayException("Something"))).isNull();
  }

  private static FlywayException validation(String words) {
    return new FlywayValidateException(new ErrorDetails(CoreErrorCode.VALIDATE_ERROR, words), "");
  }

  private String words(FlywayException failure) {
    return OneLineReporter.line(requireNonNull(analyzer.analyze(failure)));
  }
}
