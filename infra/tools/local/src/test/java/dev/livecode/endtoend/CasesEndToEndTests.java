package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.client.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs after public bug reports of other systems, each with its right answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CasesEndToEndTests {

  private final SharedSystem system = SharedSystem.withoutLimits();
  private final Map<String, Learner> learners = new LinkedHashMap<>();
  private final Map<String, String> executions = new LinkedHashMap<>();

  static List<Case> cases() {
    return Case.all();
  }

  /** All at once: while one sleeps until its limit, others run. */
  @BeforeAll
  void start() {
    for (Case one : cases()) {
      Learner learner = system.learner(one.language()).types(one.source());
      learners.put(one.id(), learner);
      executions.put(one.id(), learner.starts(one.options()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isAnsweredRightly(Case one) {
    Answer ended = learners.get(one.id()).awaits(executions.get(one.id()));

    assertThat(one.wrongIn(ended.body()))
        .as("%s%nwas answered with %s", one.what(), start(ended.body().toString()))
        .isEmpty();
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), 2_000));
  }
}
