package dev.livecode.endtoend;

/**
 * How often what repeats is repeated: seldom in every run, often with {@code ./livecode test
 * --full}.
 */
final class Count {

  static int of(String what, int usual, int full) {
    int chosen = Boolean.getBoolean("livecode.test.full") ? full : usual;
    System.out.println("count: " + what + " " + chosen + " times (" + full + " with --full)");
    return chosen;
  }

  private Count() {}
}
