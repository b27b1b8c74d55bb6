package dev.livecode.local.system;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file that names the processes of the running system, so that other commands and the next
 * start find them.
 */
public final class RunningState {

  private static final String LAUNCHER = "launcher";

  private final Path file;

  public RunningState(Path file) {
    this.file = file;
  }

  /** The launcher's process, when one runs. */
  public Optional<ProcessHandle> launcher() {
    return Optional.ofNullable(processes().get(LAUNCHER));
  }

  /** All recorded processes that still run, by part. */
  public Map<String, ProcessHandle> processes() {
    var running = new TreeMap<String, ProcessHandle>();
    StoredProperties.read(file)
        .forEach((part, value) -> find(value).ifPresent(it -> running.put(part, it)));
    return running;
  }

  void write(Collection<SupervisedPart> parts) {
    var values = new TreeMap<String, String>();
    values.put(LAUNCHER, identity(ProcessHandle.current()));
    for (SupervisedPart part : parts) {
      ProcessHandle handle = part.handle();
      if (handle != null) {
        values.put(part.part().name(), identity(handle));
      }
    }
    StoredProperties.write(file, values);
  }

  void clear() {
    StoredProperties.write(file, Map.of());
  }

  // A process id alone may belong to somebody else by now; together with its start it is one
  // process.
  private static String identity(ProcessHandle handle) {
    return handle.pid() + "@" + startOf(handle);
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  private static Optional<ProcessHandle> find(String identity) {
    String[] parts = identity.split("@", 2);
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(handle -> parts.length == 2 && String.valueOf(startOf(handle)).equals(parts[1]))
        .filter(ProcessHandle::isAlive);
  }
}
