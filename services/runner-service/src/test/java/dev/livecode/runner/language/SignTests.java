package dev.livecode.runner.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the runtimes say when memory runs out, and programs that only speak of it. */
class SignTests {

  private static final LanguageCatalog CATALOG =
      CatalogReader.read(Path.of("../../infra/sandbox/languages"));

  private static boolean isSign(
      String language, @Nullable Integer exitCode, @Nullable Integer signal, String stderr) {
    Stream<Language> named = CATALOG.find(language).stream();
    return named
        .flatMap(it -> it.signs().stream())
        .anyMatch(it -> it.matches(exitCode, signal, stderr.replace("\\n", "\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "python|1||Traceback (most recent call last):\\n  File \\n    f()\\n    ~^^\\nMemoryError\\n",
        "python|1||Traceback:\\n    np.zeros(9)\\nnumpy._core._exceptions._ArrayMemoryError: Unable to allocate 7 TiB\\n",
        "javascript||6|<--- GCs --->\\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\\n",
        "javascript|1||RangeError: Array buffer allocation failed\\n    at new ArrayBuffer\\n\\nNode.js v20\\n",
        "cpp||6|terminate called after throwing an instance of 'std::bad_alloc'\\n  what():  std::bad_alloc\\n",
        "ruby|1||main.rb: failed to allocate memory (NoMemoryError)\\n",
        "ruby|1||main.rb:1:in `f': failed to allocate memory (NoMemoryError)\\n\\tfrom main.rb:3\\n",
        "bash|2||main.sh: xrealloc: cannot allocate 18446744071562067968 bytes\\n",
        "lua|1||lua5.4: not enough memory\\n",
      })
  void aRuntimeThatRunsOutOfMemorySaysSo(
      String language, @Nullable Integer exitCode, @Nullable Integer signal, String stderr) {
    assertThat(isSign(language, exitCode, signal, stderr)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "python|1||    raise ValueError\\nValueError: MemoryError\\n",
        "python|1||    raise ValueError\\nValueError: x\\nMemoryError\\n",
        "python|1||MemoryError\\n",
        "javascript||6|JavaScript heap out of memory\\n",
        "javascript|1||FATAL ERROR: x - JavaScript heap out of memory\\n",
        "javascript|1||Error: RangeError: Array buffer allocation failed\\n    at main.js\\n",
        "cpp||6|terminate called after throwing an instance of 'E'\\n  what():  what is std::bad_alloc?\\n",
        "cpp||6|std::bad_alloc\\n",
        "ruby|1||main.rb:1:in `<main>': failed to allocate memory (NoMemoryError) (RuntimeError)\\n",
        "ruby|1||failed to allocate memory (NoMemoryError)\\n",
        "bash|2||error: cannot allocate 3 rooms\\n",
        "lua|1||lua5.4: main.lua:1: not enough memory\\nstack traceback:\\n\\t[C]: in ?\\n",
        "lua|1||not enough memory\\n",
      })
  void aProgramThatOnlySpeaksOfMemoryGivesNoSign(
      String language, @Nullable Integer exitCode, @Nullable Integer signal, String stderr) {
    assertThat(isSign(language, exitCode, signal, stderr)).isFalse();
  }
}
