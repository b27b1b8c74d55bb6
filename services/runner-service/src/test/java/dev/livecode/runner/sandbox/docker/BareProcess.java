package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.runner.sandbox.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Programs as child processes of this one, in the root file system of the image and behind no other
 * wall. For root, in a mount namespace that goes with the process.
 */
final class BareProcess implements AutoCloseable {

  private final Path root;

  private BareProcess(Path root) {
    this.root = root;
  }

  /** Takes the image's files out into a folder of its own. */
  static BareProcess in(String image) throws IOException, InterruptedException {
    var bare = new BareProcess(Files.createTempDirectory(Path.of("target"), "root-"));
    shell(
        "id=$(docker create \"$1\") && docker export \"$id\" | tar -x -C \"$2\"; docker rm \"$id\"",
        image,
        bare.root.toString());
    shell(
        "mount -t tmpfs tmpfs \"$1/work\" && mount -t proc proc \"$1/proc\"", bare.root.toString());
    shell("mount --rbind /dev \"$1/dev\"", bare.root.toString());
    return bare;
  }

  /** From starting the process to having its last output and its exit code. */
  Duration run(Job job) throws IOException, InterruptedException {
    for (Job.SourceFile file : job.files()) {
      write(root.resolve("work").resolve(file.name()), file.content());
    }
    var command = new ArrayList<>(List.of("unshare", "--root=" + root, "--wd=/work"));
    command.addAll(commandOf(job));
    return time(command, job.environment(), new byte[0]);
  }

  /** The command of the process that the program runs in. */
  static List<String> commandOf(Job job) {
    return job.steps().stream().filter(step -> !step.isContinued()).toList().getLast().command();
  }

  // Not where it stands already: others may be reading it.
  private static void write(Path path, byte[] content) throws IOException {
    if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), content)) {
      Files.write(path, content);
    }
  }

  /** What a command takes, its output thrown away. */
  static Duration time(List<String> command, Map<String, String> environment, byte[] stdin)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(stdin);
    }
    byte[] output = process.getInputStream().readAllBytes();
    int exitCode = process.waitFor();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    if (exitCode != 0) {
      throw new IOException(command + " ended with " + exitCode + ": " + new String(output, UTF_8));
    }
    return took;
  }

  private static void shell(String script, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh", "-ec", script, "sh"));
    command.addAll(List.of(arguments));
    time(command, Map.of(), new byte[0]);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    shell("umount -R \"$1/dev\" \"$1/proc\" \"$1/work\" && rm -rf \"$1\"", root.toString());
  }
}
