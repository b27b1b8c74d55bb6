package dev.livecode.runner.sandbox;

import java.util.List;
import java.util.Map;

/**
 * Steps to run, one after the other, until one does not end with exit code 0.
 *
 * @param memoryBytes of everything within the walls; at most the profile's
 * @param files written into the work folder before the first step
 * @param environment of every step; there is nothing else in it
 * @param stdin of the last step; not copied
 * @param interactive whether the last step's standard input stays open behind that, for what is
 *     typed by {@link RunControl}
 */
@SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
public record Job(
    Profile profile,
    long memoryBytes,
    List<SourceFile> files,
    Map<String, String> environment,
    byte[] stdin,
    boolean interactive,
    List<Step> steps) {

  public Job {
    files = List.copyOf(files);
    environment = Map.copyOf(environment);
    steps = List.copyOf(steps);
  }

  /**
   * A file in the work folder.
   *
   * @param name without a folder
   */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  public record SourceFile(String name, byte[] content) {}
}
