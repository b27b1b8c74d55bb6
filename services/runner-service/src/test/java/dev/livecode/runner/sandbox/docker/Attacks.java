package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.contracts.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the attacks from one text per heading. An attack begins with a line {@code === name |
 * languages | outcome | options}, then comes the program, then sections, each after a line {@code
 * --- its name}.
 */
final class Attacks {

  static final List<String> HEADINGS =
      List.of(
          "time",
          "memory",
          "processes",
          "output",
          "disk",
          "network",
          "files",
          "privilege",
          "compile",
          "language",
          "leaks",
          "control");

  private static final Pattern BEGIN = Pattern.compile("(?m)^=== ");
  private static final Pattern SECTION = Pattern.compile("(?m)^--- ");

  static Stream<Attack> all() {
    return HEADINGS.stream().flatMap(Attacks::under);
  }

  private static Stream<Attack> under(String heading) {
    return BEGIN.splitAsStream(read(heading)).skip(1).flatMap(text -> parse(heading, text));
  }

  private static Stream<Attack> parse(String heading, String text) {
    String[] parts = SECTION.split(text);
    String[] fields = firstLine(parts[0]).split("\\|", -1);
    Map<String, String> sections = new HashMap<>();
    Arrays.stream(parts).skip(1).forEach(it -> sections.put(firstLine(it).strip(), rest(it)));
    return Arrays.stream(fields[1].split(",", -1))
        .map(
            language ->
                new Attack(
                    heading,
                    fields[0].strip(),
                    language.strip(),
                    Outcome.valueOf(fields[2].strip()),
                    options(fields.length > 3 ? fields[3].strip() : ""),
                    rest(parts[0]),
                    sections));
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new HashMap<>();
    for (String option : text.split(" ", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    return options;
  }

  private static String firstLine(String text) {
    return text.substring(0, text.indexOf('\n'));
  }

  private static String rest(String text) {
    return text.substring(text.indexOf('\n') + 1);
  }

  private static String read(String heading) {
    String file = "/attacks/" + heading + ".txt";
    try (InputStream in = Attacks.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Attacks() {}
}
