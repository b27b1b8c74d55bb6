package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunLimits;
import dev.livecode.contracts.RunRequested;
import dev.livecode.runner.language.Ending;
import dev.livecode.runner.language.Program;
import dev.livecode.runner.language.Programs;
import dev.livecode.runner.sandbox.walls.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attack, at both levels of isolation, and the machine after each. */
@Tag("attacks")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass(name = "{0}")
@EnumSource
class AttackDockerTests {

  private static final int ONE_PER_PROFILE = 4;
  private static final Duration CLEAN = Duration.ofSeconds(10);
  private static final Duration ON_TIME = Duration.ofSeconds(4);

  @Parameter Isolation isolation = Isolation.CONTAINER;

  private final LanguageCatalog catalog =
      CatalogReader.read(Path.of("../../infra/sandbox/languages"));
  private final Programs programs = new Programs(catalog);

  @SuppressWarnings("NullAway.Init") // Made before each invocation of the class.
  private TestEngine engine;

  @BeforeParameterizedClassInvocation
  void park() {
    engine = new TestEngine(isolation, 1);
  }

  @AfterParameterizedClassInvocation
  void remove() {
    engine.close();
    assertThat(engine.containersOf(engine.runner)).isEmpty();
  }

  static Stream<Attack> attacks() {
    Pattern wanted = Pattern.compile(System.getProperty("livecode.attacks", ""));
    return Attacks.all().filter(it -> wanted.matcher(it.toString()).find());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void isAnsweredAsItShouldBe(Attack attack) throws Exception {
    var heard = new Heard();
    Ending ending = run(attack, attack.program(), attack.typed() > 0, heard);
    row(attack, ending);
    assertThat(ending.outcome())
        .as("%s%nstdout: %s%nstderr: %s", ending, start(heard.stdout()), start(heard.stderr()))
        .isEqualTo(attack.outcome());
    checkOutput(attack, heard);
    checkNextRun(attack);
    checkMachine();
  }

  private Ending run(Attack attack, String source, boolean isTypedFor, Heard heard)
      throws Exception {
    RunLimits all = catalog.find(attack.language()).orElseThrow().limits();
    var limits =
        new RunLimits(
            attack.option("wall", all.wallTimeMs()),
            attack.option("cpu", all.cpuTimeMs()),
            all.memoryBytes(),
            all.outputBytes());
    RunRequested request = request(attack, source, limits, isTypedFor);
    Program program = programs.of(request).orElseThrow();
    if (isTypedFor) {
      heard.whenHandedOver(control -> control.input(new byte[attack.typed()]));
    }
    return program.ending(engine.sandbox.run(program.job(), heard), heard.stderr());
  }

  private static RunRequested request(
      Attack attack, String source, RunLimits limits, boolean isInteractive) {
    List<String> arguments =
        Arrays.stream(attack.options().getOrDefault("arguments", "").split(",", -1))
            .filter(it -> !it.isEmpty())
            .toList();
    return new RunRequested(
        UUID.randomUUID(),
        UUID.randomUUID(),
        null,
        attack.language(),
        source,
        "",
        arguments,
        limits,
        isInteractive,
        Instant.now());
  }

  private static void checkOutput(Attack attack, Heard heard) {
    String stdout = attack.section("stdout");
    if (stdout != null) {
      assertThat(heard.stdout()).as(heard.stderr()).isEqualTo(stdout);
    }
    checkContains(heard.stdout(), attack.section("stdout contains"));
    checkContains(heard.stderr(), attack.section("stderr contains"));
    if (attack.options().containsKey("kept")) {
      assertThat(heard.stdoutBytes()).hasSize((int) attack.option("kept", 0));
    }
  }

  private static void checkContains(String output, @Nullable String expected) {
    if (expected != null) {
      assertThat(output).contains(expected.strip());
    }
  }

  /** The next run, on the same slot where slots stay, is on time, and finds nothing. */
  private void checkNextRun(Attack attack) throws Exception {
    var heard = new Heard();
    long begin = System.nanoTime();
    String next = attack.section("next");
    Ending ending =
        run(
            attack,
            next == null ? catalog.find(attack.language()).orElseThrow().template() : next,
            false,
            heard);
    assertThat(ending.outcome()).as(heard.stderr()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.stdout())
        .isEqualTo(next == null ? "Hello World\n" : attack.section("next stdout"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ON_TIME);
  }

  private void checkMachine() {
    await("no container beyond the pool's, and no process beside the launchers")
        .atMost(CLEAN)
        .untilAsserted(
            () -> {
              List<String> containers = engine.containersOf(engine.runner);
              assertThat(containers).hasSizeLessThanOrEqualTo(ONE_PER_PROFILE);
              assertThat(containers.stream().flatMap(engine::commandsIn))
                  .allSatisfy(it -> assertThat(it).startsWith("/livecode/launcher"));
            });
  }

  private void row(Attack attack, Ending ending) {
    System.out.printf(
        "attack | %-9s | %-9s | %-10s | %-52s | %-13s | %5d ms%n",
        isolation.name().toLowerCase(Locale.ROOT),
        attack.heading(),
        attack.language(),
        attack.name(),
        ending.outcome(),
        ending.usage().wallTimeMs());
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), 1000));
  }
}
