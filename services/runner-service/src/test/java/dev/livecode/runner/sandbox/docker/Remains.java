package dev.livecode.runner.sandbox.docker;

import static java.util.stream.Collectors.toSet;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What runs may leave behind.
 *
 * @param containers of this runner, running or not
 * @param processes of this machine that belong to a container which the engine does not know: in
 *     its control group, or looking after it
 * @param mounts for such containers, tmpfs among them
 * @param descriptors open in this process
 * @param threads of this process
 * @param heapBytes in use after a collection
 */
record Remains(
    int containers, int processes, int mounts, int descriptors, int threads, long heapBytes) {

  // In a control group, a command line of the engine's, or a path of its folder of containers; the
  // layers of images have ids of the same form, but stand in other folders.
  private static final Pattern CONTAINER_ID =
      Pattern.compile("(?<=-id |docker/|docker-|containers/)[0-9a-f]{64}\\b");

  static Remains now(TestEngine engine) {
    // Looked at before the engine is asked: what is being made just now is known by then.
    Set<String> inProcesses = idsIn(processFiles());
    Set<String> inMounts = idsIn(Stream.of(Path.of("/proc/mounts")).filter(Files::exists));
    Set<String> known =
        engine.docker.listContainersCmd().withShowAll(true).exec().stream()
            .map(Container::getId)
            .collect(toSet());
    return new Remains(
        engine.containersOf(engine.runner).size(),
        strangers(inProcesses, known),
        strangers(inMounts, known),
        openDescriptors(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        heapAfterCollection());
  }

  private static Stream<Path> processFiles() {
    return ProcessHandle.allProcesses()
        .flatMap(it -> Stream.of("cmdline", "cgroup").map(f -> Path.of("/proc/" + it.pid(), f)));
  }

  private static Set<String> idsIn(Stream<Path> files) {
    return files
        .flatMap(file -> CONTAINER_ID.matcher(read(file)).results().map(MatchResult::group))
        .collect(toSet());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // The process has gone meanwhile.
    }
  }

  private static int strangers(Set<String> ids, Set<String> known) {
    return (int) ids.stream().filter(it -> !known.contains(it)).count();
  }

  private static int openDescriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long heapAfterCollection() {
    long used = Long.MAX_VALUE;
    // More than once: what is only softly reachable goes later.
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
