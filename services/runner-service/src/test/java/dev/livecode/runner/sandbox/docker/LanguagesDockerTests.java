package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.catalog.Language;
import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunLimits;
import dev.livecode.runner.language.Ending;
import dev.livecode.runner.sandbox.walls.Isolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource
class LanguagesDockerTests {

  @Parameter Isolation isolation = Isolation.CONTAINER;

  @SuppressWarnings("NullAway.Init") // Made before each invocation of the class.
  private Trial trial;

  private Heard heard = new Heard();

  @BeforeParameterizedClassInvocation
  void park() {
    trial = new Trial(isolation);
  }

  @AfterParameterizedClassInvocation
  void remove() {
    trial.close();
  }

  private Language language(String name) {
    return trial.language(name);
  }

  private Ending run(String language, String source) throws Exception {
    return run(language, source, language(language).limits());
  }

  private Ending run(String language, String source, RunLimits limits) throws Exception {
    heard = new Heard();
    return trial.run(language, source, limits, heard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "java", "lua"})
  void theTemplateGreets(String name) throws Exception {
    Ending ending = run(name, language(name).template());
    assertThat(heard.stdout()).as(heard.stderr()).isEqualTo(language(name).greeting());
    assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python|if True:~  print('yes')~",
        "javascript|if (true) {~  console.log('yes');~}~",
        "java|void main() {~  IO.println(\"yes\");~}~",
        "bash|if true; then~  echo yes~fi~",
        "ruby|if true~  puts 'yes'~end~",
        "lua|if true then~  print('yes')~end~",
        "c|#include <stdio.h>~int main(void) { puts(\"yes\"); }~"
      })
  void aSourceFromAnotherSystemsEditorRuns(String name, String source) throws Exception {
    Ending ending = run(name, "\uFEFF" + source.replace("~", "\r\n"));
    assertThat(heard.stdout()).as(heard.stderr()).isEqualTo("yes\n");
    assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
  }

  /** Their bodies are not in the image's headers; infra/sandbox/image/cpp. */
  @Test
  void everyFunctionOfCppThatPrintsFormattedTextIsThere() throws Exception {
    Ending ending =
        run(
            "cpp",
            """
            #include <format>
            #include <iostream>
            #include <locale>
            #include <print>
            int main() {
              std::locale classic = std::locale::classic();
              int n = 7;
              std::cout << std::format("{:>3}", n) << std::format(classic, "{:L}|", n)
                        << std::vformat("{}|", std::make_format_args(n))
                        << std::vformat(classic, "{}|", std::make_format_args(n)) << std::flush;
              if (std::format(L"{}", n) != L"7" || std::format(classic, L"{}", n) != L"7"
                  || std::vformat(L"{}", std::make_wformat_args(n)) != L"7"
                  || std::vformat(classic, L"{}", std::make_wformat_args(n)) != L"7") return 1;
              std::print("{} ", 1.5);
              std::println("{}", "zwölf");
              std::println();
              std::print(stdout, "{:#x} ", 255);
              std::println(stdout, "{}", true);
              std::vprint_unicode("{},", std::make_format_args(n));
              std::vprint_nonunicode("{},", std::make_format_args(n));
              std::vprint_unicode(stdout, "{},", std::make_format_args(n));
              std::vprint_nonunicode(stdout, "{}\\n", std::make_format_args(n));
              std::fflush(stdout);
              std::print(std::cout, "{} ", 'c');
              std::println(std::cout, "{}", 1u);
              std::println(std::cout);
              std::vprint_unicode(std::cout, "{},", std::make_format_args(n));
              std::vprint_nonunicode(std::cout, "{}\\n", std::make_format_args(n));
            }
            """);
    assertThat(heard.stdout())
        .as(heard.stderr())
        .isEqualTo("  77|7|7|1.5 zwölf\n\n0xff true\n7,7,7,7\nc 1\n\n7,7\n");
    assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python|print('before'); b = b'x' * (400 << 20); print(len(b))",
        "javascript|console.log('before'); const b = Buffer.alloc(400 << 20, 1); console.log(b.length)",
        "java|void main() { IO.println(\"before\"); byte[] b = new byte[400 << 20]; IO.println(b.length); }",
        "lua|print('before') local b = ('x'):rep(400 << 20) print(#b)"
      })
  void tooMuchMemoryIsAMemoryLimit(String name, String source) throws Exception {
    Ending ending = run(name, source);
    assertThat(ending.outcome()).as(heard.stderr()).isEqualTo(Outcome.MEMORY_LIMIT);
    assertThat(heard.stdout()).isEqualTo("before\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python|print('before'); any(iter(int, 1))",
        "javascript|console.log('before'); while (true) {}",
        "java|void main() { IO.println(\"before\"); while (true) {} }",
        "lua|print('before') while true do end"
      })
  void anEndlessLoopIsATimeoutThatKeepsItsOutput(String name, String source) throws Exception {
    RunLimits all = language(name).limits();
    var limits = new RunLimits(3_000, all.cpuTimeMs(), all.memoryBytes(), all.outputBytes());
    Ending ending = run(name, source, limits);
    assertThat(ending.outcome()).isEqualTo(Outcome.WALL_TIME);
    assertThat(ending.usage().wallTimeMs()).isBetween(3_000L, 4_000L);
    assertThat(heard.stdout()).isEqualTo("before\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python|raise Exception('boom')|NON_ZERO_EXIT",
        "javascript|throw new Error('boom')|NON_ZERO_EXIT",
        "java|void main() { throw new IllegalStateException(\"boom\"); }|NON_ZERO_EXIT",
        "java|void main() { boom }|COMPILE_ERROR",
        "lua|error('boom')|NON_ZERO_EXIT"
      })
  void whatGoesWrongIsInTheErrorOutput(String name, String source, Outcome expected)
      throws Exception {
    Ending ending = run(name, source);
    assertThat(ending.outcome()).isEqualTo(expected);
    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(heard.stderr()).contains("boom");
  }
}
