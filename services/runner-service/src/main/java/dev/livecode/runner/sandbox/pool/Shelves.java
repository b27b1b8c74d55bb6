package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The pool's shelves, one for each profile that was asked for. Guarded by the pool's lock. */
final class Shelves {

  private final Map<Profile, Shelf> byProfile = new HashMap<>();

  Shelf of(Profile profile) {
    return byProfile.computeIfAbsent(profile, _ -> new Shelf());
  }

  Map<Profile, Shelf> byProfile() {
    return byProfile;
  }

  int parked() {
    return all().stream().mapToInt(Shelf::size).sum();
  }

  List<ParkedContainer> takeOut(Predicate<ParkedContainer> which) {
    return all().stream().flatMap(it -> it.takeOut(which).stream()).toList();
  }

  /** One that nobody waits for, to make room; null when there is none. */
  @Nullable ParkedContainer evict() {
    for (Shelf shelf : all()) {
      ParkedContainer container = shelf.isSomebodyInNeed() ? null : shelf.evict();
      if (container != null) {
        return container;
      }
    }
    return null;
  }

  List<ParkedContainer> takeAll() {
    List<ParkedContainer> taken = new ArrayList<>();
    for (Shelf shelf : all()) {
      ParkedContainer container;
      while ((container = shelf.evict()) != null) {
        taken.add(container);
      }
    }
    return taken;
  }

  private Collection<Shelf> all() {
    return byProfile.values();
  }
}
