package dev.livecode.host;

import static java.util.Comparator.comparing;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Where a program may begin. */
final class EntryNames {

  /**
   * The classes of a file, in the order in which a main method is looked for: the one that is named
   * like the file, then public ones, then the others.
   */
  static List<String> in(List<CompilationUnitTree> units, String stem) {
    var names = new ArrayList<String>();
    for (var unit : units) {
      String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
      unit.getTypeDecls().stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .sorted(comparing(type -> rank(type, stem)))
          .forEach(type -> names.add(prefix + type.getSimpleName()));
    }
    return names;
  }

  private static int rank(ClassTree type, String stem) {
    if (type.getSimpleName().contentEquals(stem)) {
      return 0;
    }
    return type.getModifiers().getFlags().contains(Modifier.PUBLIC) ? 1 : 2;
  }

  private EntryNames() {}
}
