package dev.livecode.local.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An executable jar laid out as a folder with its libraries beside it, as in the images: it starts
 * in two thirds of the CPU time, and in less than half once the JVM has kept what it learns in a
 * training run. The folder stands beside the jar and is made anew when the jar was.
 */
final class Layout {

  private static final List<String> QUIET = List.of("-Xlog:aot=off", "-Xlog:cds=off");

  private final Path folder;
  private final Path jar;
  private final Path cache;

  private Layout(Path folder, Path executableJar) {
    this.folder = folder;
    this.jar = folder.resolve(executableJar.getFileName());
    this.cache = folder.resolve("app.aot");
  }

  /**
   * The layout of a jar, which is made where it is missing or older than the jar.
   *
   * @throws CannotStartException when the jar can't be laid out
   */
  static Layout of(Path executableJar) throws InterruptedException {
    Path folder = executableJar.resolveSibling("layout");
    Path stamp = folder.resolve("made-from");
    try (var lock = open(executableJar.resolveSibling("layout.lock"));
        var _ = lock.lock()) {
      String source = Files.getLastModifiedTime(executableJar) + " " + Files.size(executableJar);
      if (!Files.exists(stamp) || !Files.readString(stamp).equals(source)) {
        FileTrees.delete(folder);
        extract(executableJar, folder);
        Files.writeString(stamp, source);
      }
    } catch (IOException e) {
      throw new CannotStartException(
          "Can't lay out " + executableJar + " in " + folder + ": " + e.getMessage());
    }
    return new Layout(folder, executableJar);
  }

  /** Starts the part; with what was learned, where that is there. */
  List<String> command(String... options) {
    var command = Jvm.java(options);
    if (isTrained()) {
      command.add("-XX:AOTCache=" + cache);
      command.addAll(QUIET);
    }
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  boolean isTrained() {
    return Files.exists(cache);
  }

  /**
   * Starts the part up to where it would go to work, at low priority, and has the JVM keep what it
   * learns.
   */
  ProcessBuilder training(String... options) {
    var command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.addAll(Jvm.java(options));
    command.add("-XX:AOTCacheOutput=" + unfinished());
    command.addAll(QUIET);
    command.addAll(List.of("-Dspring.context.exit=onRefresh", "-jar", jar.toString()));
    var training =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("training.log").toFile());
    // Nothing else runs: the part comes so far without its database.
    training.environment().put("SPRING_FLYWAY_ENABLED", "false");
    return training;
  }

  /** Takes what a training has left. */
  void keepTraining() throws IOException {
    Files.move(unfinished(), cache, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what a training has left that was broken off: the JVM writes more than one file. */
  void discardTraining() throws IOException {
    try (var files = Files.newDirectoryStream(folder, unfinished().getFileName() + "*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private Path unfinished() {
    return folder.resolve("unfinished-" + ProcessHandle.current().pid() + ".aot");
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void extract(Path executableJar, Path folder)
      throws IOException, InterruptedException {
    var command = Jvm.java("-Djarmode=tools", "-jar", executableJar.toString());
    command.addAll(List.of("extract", "--destination", folder.toString()));
    Process extraction =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (extraction.waitFor() != 0) {
      throw new IOException("Spring Boot's tools ended with " + extraction.exitValue());
    }
  }
}
