package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.livecode.local.client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InteractiveEndToEndTests {

  private static final String DIALOGUE =
      """
      for question in ('Name? ', 'Age? ', 'Town? '):
          print('[' + input(question) + ']')
      """;

  private static final String ECHO =
      """
      import sys
      for line in sys.stdin:
          print(line, end='', flush=True)
      """;

  private final SharedSystem system = SharedSystem.withoutLimits();

  @Test
  void threeQuestionsAreAnsweredOneByOne() throws Exception {
    String execution = starts("python", DIALOGUE);
    List<Duration> answered = new ArrayList<>();
    var typist = new Typist(execution);

    Viewer viewer =
        new Viewer(system.url(), execution)
            .tells((it, _) -> typist.typesAfter(it.stdout(), "? ", answered))
            .watches();

    assertThat(viewer.stdout()).isEqualTo("Name? [1]\nAge? [2]\nTown? [3]\n");
    System.out.println("echo to prompt: " + answered);
  }

  /** Types the next number when the next question has come. */
  private final class Typist {

    private final String execution;
    private int questions;
    private long typedAt;

    private Typist(String execution) {
      this.execution = execution;
    }

    private void typesAfter(String output, String question, List<Duration> answered) {
      int asked = output.split(Pattern.quote(question), -1).length - 1;
      if (asked > questions) {
        if (questions > 0) {
          answered.add(Duration.ofNanos(System.nanoTime() - typedAt));
        }
        questions = asked;
        typedAt = System.nanoTime();
        assertThat(give(execution, questions + "\n", questions).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aHundredPostsAtOnceKeepTheirOrder() throws Exception {
    String execution = starts("python", ECHO);
    List<Callable<Answer>> posts =
        new ArrayList<>(
            IntStream.rangeClosed(1, 100)
                .<Callable<Answer>>mapToObj(it -> () -> give(execution, it + "\n", it))
                .toList());
    Collections.shuffle(posts, new Random(7));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(posts)) {
        assertThat(answer.get().status()).as("%s", answer.get()).isEqualTo(200);
      }
    }
    assertThat(end(execution).status()).isEqualTo(200);

    Answer ended = system.learner("python").awaits(execution);
    assertThat(ended.text("stdout").lines())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).toList());
    assertThat(give(execution, "late\n", 102).body().path("code").asString())
        .isEqualTo("EXECUTION_ENDED");
  }

  @ParameterizedTest
  @MethodSource("greeters")
  void otherLanguagesAreTypedInto(String language, String source) {
    String execution = starts(language, source);
    assertThat(give(execution, "Ada\n", 1).status()).isEqualTo(200);

    Answer ended = system.learner(language).awaits(execution);
    assertThat(ended.text("stdout")).as("%s", ended).startsWith("Hello Ada");
  }

  static Stream<Arguments> greeters() {
    return Stream.of(
        arguments("java", "void main() { IO.println(\"Hello \" + IO.readln()); }"),
        arguments(
            "c",
            """
            #include <stdio.h>
            int main() { char name[99]; if (fgets(name, 99, stdin)) printf("Hello %s", name); }
            """),
        arguments(
            "javascript",
            """
            const lines = require('readline').createInterface({input: process.stdin})
            lines.once('line', name => { console.log('Hello ' + name); process.exit() })
            """));
  }

  @Test
  @Tag("faults")
  void aSecondAttemptIsGivenAllThatWasTyped() throws Exception {
    String execution = starts("python", DIALOGUE);
    assertThat(give(execution, "Ada\n", 1).status()).isEqualTo(200);
    assertThat(give(execution, "36\n", 2).status()).isEqualTo(200);
    await("the second was read")
        .atMost(Duration.ofSeconds(20))
        .until(() -> system.api().execution(execution).text("status").equals("RUNNING"));

    system.system().crash("runner");
    assertThat(give(execution, "London\n", 3).status()).isEqualTo(200);

    Viewer viewer = new Viewer(system.url(), execution).watches();
    assertThat(viewer.stdout()).isEqualTo("Name? [Ada]\nAge? [36]\nTown? [London]\n");
  }

  @Test
  void whatIsNotInteractiveRefusesWhatIsTyped() throws Exception {
    String execution = system.learner("python").types("import time\ntime.sleep(2)").starts();

    Answer refused = give(execution, "a", 1);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("NOT_INTERACTIVE");
  }

  private String starts(String language, String source) {
    return system.learner(language).types(source).starts(Map.of("interactive", true));
  }

  private Answer give(String execution, String text, int sequence) {
    return Learner.calling(
        () ->
            system
                .api()
                .call(
                    "POST",
                    "/executions/" + execution + "/stdin",
                    Map.of("text", text, "sequence", sequence)));
  }

  private Answer end(String execution) {
    return Learner.calling(
        () ->
            system
                .api()
                .call(
                    "POST",
                    "/executions/" + execution + "/stdin",
                    Map.of("end", true, "sequence", 101)));
  }
}
