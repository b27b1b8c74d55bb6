package dev.livecode.contracts.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.contracts.ExecutionStatus;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class InternalAnswersTests {

  private static final UUID EXECUTION = UUID.fromString("0192f0c1-7a00-7000-8000-000000000001");
  private static final UUID SESSION = UUID.fromString("0192f0c1-7a00-7000-8000-000000000002");

  private static final Instant TIME = Instant.parse("2026-11-01T09:30:00.120Z");

  // Any mapper: the records say themselves how they are written.
  private final JsonMapper json = new JsonMapper();

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("issued-run", new IssuedRun(EXECUTION, SESSION, "python", TIME)),
        Arguments.of("viewed-run", new ViewedRun(EXECUTION, ExecutionStatus.RUNNING)),
        Arguments.of("archived-run", new ArchivedRun(requested(), List.of(typed()))),
        Arguments.of(
            "ended-runs",
            new EndedRuns(List.of(new EndedRuns.EndedRun(EXECUTION, SESSION, 12)), EXECUTION)));
  }

  private static RunRequested requested() {
    return new RunRequested(
        EXECUTION,
        SESSION,
        null,
        "python",
        "print(input())",
        "in",
        List.of("one"),
        new RunLimits(5_000, 5_000, 134_217_728, 1_048_576),
        true,
        TIME,
        SESSION);
  }

  private static StdinGiven typed() {
    return new StdinGiven(EXECUTION, 1, "Ada\n\0", true, TIME);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theAnswerIsTheApprovedOne(String name, Object answer) throws IOException {
    assertThat(json.writeValueAsString(answer)).isEqualTo(approved(name));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theApprovedOneReadsAsTheAnswer(String name, Object answer) throws IOException {
    assertThat(json.readValue(approved(name), answer.getClass())).isEqualTo(answer);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aFieldFromTheFutureIsIgnored(String name, Object answer) throws IOException {
    String newer = "{\"from_the_future\":[1]," + approved(name).substring(1);
    assertThat(json.readValue(newer, answer.getClass())).isEqualTo(answer);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerThatLacksSomethingIsNone(String name, Object answer) {
    assertThatThrownBy(
            () -> json.readValue("{\"execution_id\":\"" + EXECUTION + "\"}", answer.getClass()))
        .as(name)
        .isInstanceOf(JacksonException.class);
  }

  private static String approved(String name) throws IOException {
    try (var in =
        InternalAnswersTests.class.getResourceAsStream("/approved/internal." + name + ".json")) {
      assertThat(in).as("approved file of " + name).isNotNull();
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }
}
