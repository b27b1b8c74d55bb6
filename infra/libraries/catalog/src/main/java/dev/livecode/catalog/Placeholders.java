package dev.livecode.catalog;

import java.util.List;

/** What a command of a language may leave open. */
final class Placeholders {

  private static final String MEMORY_MIB = "{memory_mib}";

  static List<String> fill(List<String> command, long programMemoryBytes) {
    String mib = String.valueOf(Math.max(1, programMemoryBytes >> 20));
    return command.stream().map(element -> element.replace(MEMORY_MIB, mib)).toList();
  }

  private Placeholders() {}
}
