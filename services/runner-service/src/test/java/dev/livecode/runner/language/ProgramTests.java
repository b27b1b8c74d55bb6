package dev.livecode.runner.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTests {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'a\r\nb\r\n', 'a\nb\n'",
    "'a\rb\r', 'a\rb\r'",
    "'\uFEFFa\r\n', 'a\n'",
    "'\uFEFF\uFEFFa\uFEFF', '\uFEFFa\uFEFF'",
    "'\uFEFF', ''",
  })
  void whatEditorsOnOtherSystemsAddIsNotInTheFile(String typed, String file) {
    assertThat(Program.asFile(typed)).isEqualTo(file);
  }
}
