package dev.livecode.runner.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.contracts.Outcome;
import dev.livecode.contracts.RunLimits;
import dev.livecode.runner.language.Ending;
import dev.livecode.runner.sandbox.walls.Isolation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java as people write it. What differs between the levels of isolation is tried elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaDockerTests {

  private final Trial trial = new Trial(Isolation.NAMESPACE);
  private Heard heard = new Heard();

  @AfterAll
  void remove() {
    trial.close();
  }

  private RunLimits java() {
    return trial.language("java").limits();
  }

  private Ending run(String source) throws Exception {
    return run(source, java());
  }

  private Ending run(String source, RunLimits limits) throws Exception {
    heard = new Heard();
    return trial.run("java", source, limits, heard);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "package a.b; public class Program { public static void main(String[] a) { IO.print(Program.class.getName()); } }|a.b.Program",
        "class Helper { int n = 4; } interface I { } record R(int x) { } class Program { public static void main(String[] a) { IO.print(new Helper().n); } }|4",
        "public class One { static int n = 5; } public class Two { public static void main(String[] a) { IO.print(One.n); } }|5",
        "class A { void main() { IO.print('A'); } } public class B { void main() { IO.print('B'); } } class Main { void main() { IO.print('M'); } }|M",
        "class A { void main() { IO.print('A'); } } public class B { void main() { IO.print('B'); } } class C { void main() { IO.print('C'); } }|B",
        "class A { void main() { IO.print('A'); } } class B { void main() { IO.print('B'); } }|A",
        "class Base { static void main() { IO.print('b'); } } class Main extends Base { static { IO.print('m'); } }|mb",
        "enum Main { A; public static void main(String[] a) { IO.print(A); } }|A",
        "interface Main { static void main(String[] a) { IO.print('i'); } }|i",
        "String greet() { return Inner.WORD; } class Inner { static final String WORD = \"hi\"; } void main() { IO.print(greet()); }|hi",
        "\uFEFFvoid main() { IO.print('b'); }|b",
        "class Main { void main() throws Exception { IO.print(Main.class.getResourceAsStream(\"Main.class\").readAllBytes().length > 99); } }|true",
      })
  void javaIsWrittenInManyWays(String source, String expected) throws Exception {
    Ending ending = run(source);
    assertThat(heard.stdout()).as(heard.stderr()).isEqualTo(expected);
    assertThat(ending.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.stderr()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|no class declared",
        "// nothing|no class declared",
        "import java.util.*;|no class declared",
        "package a;|no class declared",
        "System.out.println(1);|Main.java:1: error:",
        "module a { }|module-info.java",
        "class A { Main other; }|cannot find symbol",
        "void helper() { }|does not have main method",
      })
  void whatIsNoProgramIsACompileError(String source, String said) throws Exception {
    Ending ending = run(source);
    assertThat(ending.outcome()).as(heard.stderr()).isEqualTo(Outcome.COMPILE_ERROR);
    assertThat(ending.usage().wallTimeMs()).isZero();
    assertThat(heard.stderr()).contains(said).doesNotContain("dev.livecode");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Main { }",
        "class Main { public static void Main(String[] a) { } }",
        "class Main { private static void main(String[] a) { } }",
        "class Main { Main(int x) { } void main() { } }",
        "abstract class Main { void main() { } }",
        "interface Main { default void main() { } }"
      })
  void aJavaProgramThatCanNotBeginSaysSo(String source) throws Exception {
    Ending ending = run(source);
    assertThat(ending.outcome()).isEqualTo(Outcome.NON_ZERO_EXIT);
    assertThat(ending.exitCode()).isOne();
    assertThat(heard.stderr()).contains("main");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "void main() { throw new Error(\"x\"); }|Exception in thread \"main\" java.lang.Error: x;\tat Main.main(Main.java:1);",
        "class Main { Main() { new Error(\"x\").printStackTrace(); } void main() { } }|java.lang.Error: x;\tat Main.<init>(Main.java:1);"
      })
  void nothingOfOursIsInAStackTrace(String source, String trace) throws Exception {
    var _ = run(source);
    assertThat(heard.stderr()).isEqualTo(trace.replace(';', '\n'));
  }

  @Test
  void noFrameOfOursIsFoundByAJavaProgram() throws Exception {
    var _ =
        run(
            """
            void main() throws Exception {
              for (var all : Thread.getAllStackTraces().values()) print(all);
              StackWalker.getInstance().forEach(frame -> IO.println(frame.getClassName()));
              try { Class.forName("Nope"); } catch (ClassNotFoundException e) { print(e.getStackTrace()); }
            }
            void print(StackTraceElement[] frames) { for (var frame : frames) IO.println(frame.getClassName()); }
            """);
    assertThat(heard.stdout()).contains("Main").doesNotContain("livecode");
  }

  @Test
  void javaCompilesInTimeOfItsOwn() throws Exception {
    RunLimits all = java();
    var limits = new RunLimits(all.wallTimeMs(), 40, all.memoryBytes(), all.outputBytes());
    Ending ending = run("void main() { }", limits);
    assertThat(ending.outcome()).as("compiling takes longer").isEqualTo(Outcome.COMPLETED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "void main() { IO.println(\"before\"); }|COMPLETED",
        "void main() { IO.println(\"before\"); var l = new ArrayList<byte[]>(); while (true) l.add(new byte[1 << 20]); }|MEMORY_LIMIT",
        "void main() { IO.println(\"before\"); byte[] b = new byte[16 << 20]; }|MEMORY_LIMIT"
      })
  void javaLivesInTheTightestMemory(String source, Outcome expected) throws Exception {
    RunLimits all = java();
    var limits = new RunLimits(all.wallTimeMs(), all.cpuTimeMs(), 16_777_216, all.outputBytes());
    Ending ending = run(source, limits);
    assertThat(ending.outcome()).as(heard.stderr()).isEqualTo(expected);
    assertThat(heard.stdout()).isEqualTo("before\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void main() { byte[] b = new byte[100 << 20]; Arrays.fill(b, (byte) 1); IO.print(\"fits\"); }",
        "int depth(int n) { return n == 0 ? 0 : 1 + depth(n - 1); } void main() throws Exception {"
            + " var t = new Thread(null, () -> depth(300000), \"deep\", 256L << 20); t.start(); t.join(); IO.print(\"fits\"); }",
        "void main() throws Exception { var latch = new java.util.concurrent.CountDownLatch(1); var all = new ArrayList<Thread>();"
            + " for (int i = 0; i < 200; i++) all.add(Thread.ofPlatform().start(() -> { try { latch.await(); } catch (InterruptedException e) { } }));"
            + " latch.countDown(); for (var t : all) t.join(); IO.print(\"fits\"); }"
      })
  void javaHasRoomForTutorials(String source) throws Exception {
    var _ = run(source);
    assertThat(heard.stdout()).as(heard.stderr()).isEqualTo("fits");
  }
}
