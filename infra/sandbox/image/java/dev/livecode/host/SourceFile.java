package dev.livecode.host;

import java.io.IOException;
import javax.lang.model.SourceVersion;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;

/** The one source file, which may hold public classes of any name. */
final class SourceFile extends ForwardingJavaFileObject<JavaFileObject> {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  SourceFile(JavaFileObject file) {
    super(file);
  }

  /** Its name without the ending. */
  String stem() {
    return getName().replaceFirst("\\.java$", "");
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE && SourceVersion.isIdentifier(simpleName);
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
    CharSequence text = super.getCharContent(ignoreEncodingErrors);
    boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return isMarked ? text.subSequence(1, text.length()) : text;
  }
}
