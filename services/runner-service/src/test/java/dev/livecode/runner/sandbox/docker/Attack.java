package dev.livecode.runner.sandbox.docker;

import dev.livecode.contracts.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hostile program and what must come of it.
 *
 * @param heading of the list of attacks
 * @param options {@code wall} and {@code cpu} in milliseconds, {@code arguments}, {@code kept}: how
 *     much of standard output is left of a flood, {@code typed}: how many bytes (all 0) are typed
 *     into it, if any
 * @param sections further texts: {@code stdout} is all of it, {@code stdout contains}, {@code
 *     stderr contains}; {@code next} is a program that runs afterwards and {@code next stdout} what
 *     it prints
 */
record Attack(
    String heading,
    String name,
    String language,
    Outcome outcome,
    Map<String, String> options,
    String program,
    Map<String, String> sections) {

  @Nullable String section(String name) {
    return sections.get(name);
  }

  long option(String name, long otherwise) {
    return Long.parseLong(options.getOrDefault(name, String.valueOf(otherwise)));
  }

  int typed() {
    return (int) option("typed", 0);
  }

  @Override
  public String toString() {
    return heading + ": " + name + " (" + language + ")";
  }
}
