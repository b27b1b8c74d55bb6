package dev.livecode.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles one file as javac does, into memory. What there is to say goes to standard error. */
final class ProgramCompiler {

  // An annotation processor would run before anybody knows that the program has been compiled.
  private static final List<String> OPTIONS = List.of("-proc:none");

  /** The program; null when there is none. Called by host.c. */
  static Program compile(String file) {
    var messages = new StringWriter();
    try {
      return compile(Path.of(file), messages);
    } catch (Exception | Error e) {
      messages.write("error: the compiler failed: " + e + "\n");
      return null;
    } finally {
      System.err.print(inOtherWords(messages.toString()));
    }
  }

  /** What is the program's own doing, the compiler asks to have reported as a fault in it. */
  private static String inOtherWords(String messages) {
    if (!messages.startsWith("An exception has occurred in the compiler")) {
      return messages;
    }
    if (messages.contains("\njava.lang.OutOfMemoryError")) {
      return "error: the compiler ran out of memory\n";
    }
    return messages.contains("\njava.lang.StackOverflowError")
        ? "error: the program is too deeply nested for the compiler\n"
        : messages;
  }

  private static Program compile(Path file, StringWriter messages) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, UTF_8);
    // Nothing but the Java library and the file itself: neither the host, nor the work folder.
    files.setLocation(StandardLocation.CLASS_PATH, List.of());
    files.setLocation(StandardLocation.SOURCE_PATH, List.of());
    var source = new SourceFile(files.getJavaFileObjects(file).iterator().next());
    var classes = new ClassFiles(files);
    var task =
        (JavacTask) compiler.getTask(messages, classes, null, OPTIONS, null, List.of(source));
    var units = new ArrayList<CompilationUnitTree>();
    task.addTaskListener(whenParsed(units));
    if (!task.call()) {
      return null;
    }
    if (classes.all().isEmpty()) {
      messages.write("error: no class declared in source file\n");
      return null;
    }
    return new Program(EntryNames.in(units, source.stem()), classes.all(), file);
  }

  private static TaskListener whenParsed(List<CompilationUnitTree> units) {
    return new TaskListener() {
      @Override
      public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.PARSE) {
          units.add(event.getCompilationUnit());
        }
      }
    };
  }

  private ProgramCompiler() {}
}
