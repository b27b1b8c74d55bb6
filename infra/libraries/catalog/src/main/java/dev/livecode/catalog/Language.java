package dev.livecode.catalog;

import static java.util.Objects.requireNonNullElse;

import dev.livecode.contracts.RunLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A language: a folder with a {@code language.yaml} and a template.
 *
 * @param name what clients call it; case-sensitive, equal to the folder's name
 * @param title what people call it
 * @param extensions endings of file names that mean this language, without the dot
 * @param versionCommand prints the version of the runtime
 * @param file name that the source gets in the work folder
 * @param template the program that a new session starts with
 * @param greeting what the template prints
 * @param environment of every step
 * @param compile what happens before the run, null when nothing does
 * @param run how the program is started; a run's own arguments are appended to the command that its
 *     process began with
 * @param image an image of its own, null for the one that all bundled languages share
 * @param runtimeMemoryBytes memory on top of the program's own limit: runtime, launcher, work files
 * @param processes how many processes and threads may exist at once
 * @param limits defaults and upper bounds of a run
 * @param interactiveWallTimeMs the same for the wall time of a run that somebody types into
 * @param signs how the runtime says what the kernel does not
 */
public record Language(
    String name,
    String title,
    List<String> extensions,
    List<String> versionCommand,
    String file,
    String template,
    String greeting,
    Map<String, String> environment,
    @Nullable CompileStep compile,
    RunStep run,
    @Nullable String image,
    long runtimeMemoryBytes,
    int processes,
    RunLimits limits,
    long interactiveWallTimeMs,
    List<Sign> signs) {

  public Language {
    extensions = List.copyOf(extensions);
    versionCommand = List.copyOf(versionCommand);
    environment = Map.copyOf(environment);
    signs = List.copyOf(signs);
  }

  /** Defaults and upper bounds of a run of this kind. */
  public RunLimits limits(boolean interactive) {
    return interactive
        ? new RunLimits(
            interactiveWallTimeMs, limits.cpuTimeMs(), limits.memoryBytes(), limits.outputBytes())
        : limits;
  }

  /** Memory that a container needs to give the program the stated limit. */
  public long containerMemoryBytes(long programMemoryBytes) {
    return programMemoryBytes + runtimeMemoryBytes;
  }

  /** What happens before the run, with limits of its own. */
  public record CompileStep(
      List<String> command, long wallTimeMs, long cpuTimeMs, long outputBytes) {

    public CompileStep {
      command = List.copyOf(command);
    }

    /** The command for a program with the given memory. */
    public List<String> command(long programMemoryBytes) {
      return Placeholders.fill(command, programMemoryBytes);
    }
  }

  /**
   * How the program is started.
   *
   * @param command none when the run continues
   * @param continues whether the process that has compiled goes on with the program
   */
  public record RunStep(List<String> command, boolean continues) {

    public RunStep {
      command = List.copyOf(command);
    }

    /** The command for a program with the given memory. */
    public List<String> command(long programMemoryBytes) {
      return Placeholders.fill(command, programMemoryBytes);
    }
  }

  /** The same language with another template; the template is a file of its own. */
  Language withTemplate(String text) {
    return new Language(
        name,
        title,
        extensions,
        versionCommand,
        file,
        text,
        greeting,
        environment,
        compile,
        run,
        image,
        runtimeMemoryBytes,
        processes,
        limits,
        interactiveWallTimeMs,
        requireNonNullElse(signs, List.of()));
  }
}
