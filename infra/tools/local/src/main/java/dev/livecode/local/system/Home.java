package dev.livecode.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param project the project's own folder
 * @param folder what a system on this machine keeps between starts
 */
public record Home(Path project, Path folder) {

  /**
   * The project that {@code LIVECODE_HOME} names or the working folder belongs to, its system in
   * {@code .livecode}.
   */
  public static Home ofWorkingFolder() {
    String told = System.getenv("LIVECODE_HOME");
    Path project = told == null ? projectAround(Path.of("").toAbsolutePath()) : Path.of(told);
    return new Home(project, project.resolve(".livecode"));
  }

  private static Path projectAround(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("livecode"))) {
        return folder;
      }
    }
    throw new CannotStartException("No Livecode project around " + start);
  }

  /** The folder that a part keeps its data in; it may not exist yet. */
  public Path data(String part) {
    return folder.resolve("data").resolve(part);
  }

  /** The file that a part's output goes to. Its folder exists. */
  public Path log(String part) {
    return made(folder.resolve("log")).resolve(part + ".log");
  }

  /**
   * Where the binaries of Kafka's neighbours are unpacked; shared by all systems of the project.
   */
  Path binaries() {
    return made(project.resolve(".livecode").resolve("bin"));
  }

  Path secrets() {
    return made(folder).resolve("secrets.properties");
  }

  Path ports() {
    return made(folder).resolve("ports.properties");
  }

  /** Names the processes of the running system. */
  public Path state() {
    return made(folder).resolve("state.properties");
  }

  Path lock() {
    return made(folder).resolve("lock");
  }

  /** The folder of languages. */
  public Path languages() {
    return project.resolve("infra/sandbox/languages");
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
