package dev.livecode.runner.sandbox.docker;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.engine.EngineAddress;
import dev.livecode.testing.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A Docker engine for tests only, which may be stopped and killed. Listens on a Unix socket and,
 * with TLS for both sides, on TCP; has the sandbox image, and a bridge of its own that leads
 * nowhere. Leaves nothing behind.
 */
public final class PrivateEngine implements AutoCloseable {

  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration STOPPING = Duration.ofSeconds(60);
  private static final Duration LOADING = Duration.ofMinutes(5);
  private static final int SMALL_DISK_BYTES = 4 << 20;
  private static final int PAGE_BYTES = 4096;

  private final Path folder;
  private final Certificates certificates;
  private final int port;
  private final String bridge;
  private @Nullable Process daemon;
  private boolean keepsContainers;

  private PrivateEngine(Path folder, Certificates certificates, int port) {
    this.folder = folder;
    this.certificates = certificates;
    this.port = port;
    this.bridge = "lc-" + port;
  }

  static PrivateEngine startWithImage() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("livecode-engine");
    var engine =
        new PrivateEngine(
            folder, Certificates.madeIn(folder.resolve("tls")), TestServers.freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
    link("add", engine.bridge, "type", "bridge");
    try {
      engine.start();
      engine.load();
      return engine;
    } catch (IOException | InterruptedException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private EngineAddress address() {
    return new EngineAddress(URI.create(host()), null);
  }

  /** Of the Unix socket. */
  public String host() {
    return "unix://" + folder.resolve("docker.sock");
  }

  String tlsHost() {
    return "tcp://127.0.0.1:" + port;
  }

  Certificates certificates() {
    return certificates;
  }

  /** To do to it what its operators do. */
  public DockerClient client() {
    return EngineAccess.client(address());
  }

  /** Whether its containers live on when it ends, from its next start on. */
  public void keepsContainers(boolean keeps) {
    keepsContainers = keeps;
  }

  private static void link(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("ip", "link"));
    command.addAll(List.of(arguments));
    int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(command + " ended with " + exitCode);
    }
  }

  /** Starts it, unless it runs, and waits until it answers, whatever was done to it before. */
  public void start() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process running = daemon;
    if (running == null || !running.isAlive()) {
      running =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      daemon = running;
    }
    signal("CONT");
    DockerClient client = EngineAccess.client(address());
    Process started = running;
    try {
      await()
          .atMost(STARTING)
          .failFast("it has ended", () -> !started.isAlive())
          .until(() -> answers(client));
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException(
          "This test starts a Docker engine of its own, which needs root and dockerd; it said:\n"
              + Files.readString(log),
          e);
    }
  }

  private List<String> command() {
    return List.of(
        "dockerd",
        "--host=" + host(),
        "--host=" + tlsHost(),
        "--tlsverify",
        "--tlscacert=" + certificates.file("ca.pem"),
        "--tlscert=" + certificates.file("server.pem"),
        "--tlskey=" + certificates.file("server-key.pem"),
        "--data-root=" + folder.resolve("data"),
        "--exec-root=" + folder.resolve("exec"),
        "--pidfile=" + folder.resolve("docker.pid"),
        // With 'none' it would take away the bridge of the engine that this machine has.
        "--bridge=" + bridge,
        "--iptables=false",
        "--live-restore=" + keepsContainers,
        "--shutdown-timeout=5");
  }

  private static boolean answers(DockerClient client) {
    try {
      client.pingCmd().exec();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void load() throws IOException {
    try (InputStream image =
        patient(TestEngine.usualAddress()).saveImageCmd(TestEngine.IMAGE).exec()) {
      patient(address()).loadImageCmd(image).exec();
    }
  }

  private static DockerClient patient(EngineAddress address) {
    return EngineAccess.client(address, LOADING);
  }

  /** Gives the sandbox image a second name. */
  public void nameImage(String repository, String tag) {
    EngineAccess.client(address()).tagImageCmd(TestEngine.IMAGE, repository, tag).exec();
  }

  /** Takes that name away from an image, as {@code docker rmi --force} does. */
  public void unnameImage(String name) {
    client().removeImageCmd(name).withForce(true).exec();
  }

  /** Gives the name to an image in which there is nothing. */
  public void nameEmptyImage(String repository, String tag)
      throws IOException, InterruptedException {
    Path context = Files.createDirectories(folder.resolve("empty"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nLABEL empty=yes\n");
    client()
        .buildImageCmd(context.toFile())
        .withTags(Set.of(repository + ":" + tag))
        .exec(new BuildImageResultCallback())
        .awaitImageId();
  }

  /** Gives containers' records a small disk of their own; only while there is none. */
  public void shrinkDisk() throws IOException, InterruptedException {
    // Over a running engine: what is mounted before it starts lies hidden under a mount of its own.
    mount("mount", "-t", "tmpfs", "-o", "size=" + SMALL_DISK_BYTES, "tmpfs", records().toString());
    if (Files.getFileStore(records()).getTotalSpace() > SMALL_DISK_BYTES) {
      throw new IllegalStateException("This is not the small disk: " + records());
    }
  }

  /** Undoes that, likewise. */
  public void unshrinkDisk() throws IOException, InterruptedException {
    mount("umount", "--lazy", records().toString());
  }

  /** Leaves no room on the small disk, or as much as before. */
  public void fillDisk(boolean full) throws IOException {
    Path filler = records().resolve("filler");
    if (!full) {
      Files.deleteIfExists(filler);
      return;
    }
    try (OutputStream out = Files.newOutputStream(filler)) {
      // Never more than that, whatever disk this is.
      for (int written = 0; written <= SMALL_DISK_BYTES; written += PAGE_BYTES) {
        out.write(new byte[PAGE_BYTES]);
      }
      throw new IllegalStateException("There is more room than there should be");
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  private Path records() {
    return folder.resolve("data/containers");
  }

  private static void mount(String... command) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(List.of(command) + " ended with " + exitCode);
    }
  }

  /** Ends it: its containers are told to stop. */
  public void stop() throws IOException, InterruptedException {
    end(false);
  }

  /** Ends it as a crash does: its containers are told nothing. */
  public void kill() throws IOException, InterruptedException {
    end(true);
  }

  /** Lets it stay, with all its connections, and do nothing. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process running = daemon;
    if (running != null && running.isAlive()) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(running.pid())).start().waitFor();
    }
  }

  private void end(boolean forcibly) throws IOException, InterruptedException {
    Process running = daemon;
    if (running == null) {
      return;
    }
    signal("CONT");
    if (forcibly) {
      running.destroyForcibly();
    } else {
      running.destroy();
    }
    if (!running.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (Files.exists(folder)) {
        stop();
        endLeftOvers();
        unmountAll();
        link("delete", bridge);
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The private engine left " + folder + " behind", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What an engine that was killed leaves running: the watchers of its containers. */
  private void endLeftOvers() {
    ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").contains(folder + "/exec"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** What an engine leaves mounted below its folders when it ends. */
  private void unmountAll() throws IOException, InterruptedException {
    List<String> mounts;
    try (Stream<String> lines = Files.lines(Path.of("/proc/mounts"))) {
      mounts =
          lines.map(it -> it.split(" ", -1)[1]).filter(it -> it.startsWith(folder + "/")).toList();
    }
    for (String mount : mounts.reversed()) {
      new ProcessBuilder("umount", "--lazy", mount).inheritIO().start().waitFor();
    }
  }
}
