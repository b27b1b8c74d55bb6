package dev.livecode.session.rerun;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run beside the run of the same before.
 *
 * @param differs in what, times aside: what counts as another time is for the reader to say
 */
record Comparison(Seen.Outline original, Seen.Outline rerun, Set<Difference> differs) {

  static Comparison of(Seen original, Seen rerun) {
    Set<Difference> differs = EnumSet.noneOf(Difference.class);
    note(differs, Difference.STATUS, original.status(), rerun.status());
    note(differs, Difference.REASON, original.reason(), rerun.reason());
    note(differs, Difference.EXIT_CODE, original.exitCode(), rerun.exitCode());
    note(differs, Difference.STDOUT, original.stdout(), rerun.stdout());
    note(differs, Difference.STDERR, original.stderr(), rerun.stderr());
    return new Comparison(original.outline(), rerun.outline(), differs);
  }

  private static void note(
      Set<Difference> differs, Difference difference, @Nullable Object a, @Nullable Object b) {
    if (!Objects.equals(a, b)) {
      differs.add(difference);
    }
  }

  /** In what they differ, times included. */
  Set<Difference> differs(TimeRule rule) {
    Set<Difference> all = EnumSet.noneOf(Difference.class);
    all.addAll(differs);
    if (rule.differs(original, rerun)) {
      all.add(Difference.TIME);
    }
    return all;
  }
}
