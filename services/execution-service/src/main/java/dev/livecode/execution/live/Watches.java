package dev.livecode.execution.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who watches what. An execution that nobody watches any more leaves nothing behind. */
final class Watches {

  private final ConcurrentHashMap<String, Set<Watch>> byExecution = new ConcurrentHashMap<>();

  void add(String execution, Watch watch) {
    byExecution.compute(
        execution,
        (_, watches) -> {
          Set<Watch> all = watches == null ? ConcurrentHashMap.newKeySet() : watches;
          all.add(watch);
          return all;
        });
  }

  void remove(String execution, Watch watch) {
    byExecution.computeIfPresent(
        execution,
        (_, watches) -> {
          watches.remove(watch);
          return watches.isEmpty() ? null : watches;
        });
  }

  Set<Watch> of(String execution) {
    return byExecution.getOrDefault(execution, Set.of());
  }

  void forEach(Consumer<Watch> action) {
    byExecution.values().forEach(watches -> watches.forEach(action));
  }

  boolean isEmpty() {
    return byExecution.isEmpty();
  }
}
