package dev.livecode.host;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Keeps in memory what the compiler writes. */
final class ClassFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

  private final Map<String, byte[]> all = new HashMap<>();

  ClassFiles(StandardJavaFileManager files) {
    super(files);
  }

  /** Class files by the binary names of their classes. */
  Map<String, byte[]> all() {
    return all;
  }

  /** The source, which is the only file asked for, lies in no place where others are looked for. */
  @Override
  public boolean contains(Location location, FileObject file) {
    return false;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    var uri = URI.create("memory:///class");
    return new SimpleJavaFileObject(uri, kind) {
      @Override
      public OutputStream openOutputStream() {
        return new ByteArrayOutputStream() {
          @Override
          public void close() {
            all.put(className, toByteArray());
          }
        };
      }
    };
  }
}
