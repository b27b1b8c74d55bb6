package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.engine.AttachedStream;
import dev.livecode.runner.sandbox.engine.ContainerSpec;
import dev.livecode.runner.sandbox.launcher.Conversation;
import dev.livecode.runner.sandbox.launcher.Frame;
import dev.livecode.runner.sandbox.launcher.FrameReader;
import dev.livecode.runner.sandbox.launcher.Frames;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import dev.livecode.runner.sandbox.walls.Blueprint;
import dev.livecode.runner.sandbox.walls.Isolation;
import dev.livecode.runner.sandbox.walls.Walls;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * With one wall taken away, the attack on it succeeds: so it reaches that wall, and the suite would
 * see it fall. Where two walls stand behind each other, both are away. Everything is bounded.
 */
@Tag("attacks")
class AwakeDockerTests {

  private static final Duration LONG = Duration.ofSeconds(10);

  private @Nullable TestEngine engine;

  @AfterEach
  void remove() {
    if (engine != null) {
      engine.close();
      assertThat(engine.containersOf(engine.runner)).isEmpty();
    }
  }

  private TestEngine without(UnaryOperator<HostConfig> wall) {
    TestEngine started =
        new TestEngine(Isolation.CONTAINER, 1, Map.of(), walls -> torn(walls, wall));
    engine = started;
    return started;
  }

  private static Blueprint torn(Blueprint walls, UnaryOperator<HostConfig> wall) {
    return (name, profile, labels) -> {
      ContainerSpec spec = walls.spec(name, profile, labels);
      return new ContainerSpec(
          spec.name(), spec.image(), spec.command(), spec.labels(), wall.apply(spec.host()));
    };
  }

  private String output(UnaryOperator<HostConfig> wall, String source) throws Exception {
    return output(without(wall), Jobs.python(source, LONG, LONG));
  }

  private static String output(TestEngine engine, Job job) throws Exception {
    var heard = new Heard();
    engine.sandbox.run(job, heard);
    assertThat(heard.stderr()).isEmpty();
    return heard.stdout();
  }

  /** What a program writes as root of the container, beside the launcher. */
  private byte[] bare(UnaryOperator<HostConfig> wall, String source) throws Exception {
    remove();
    TestEngine engine = without(wall);
    ParkedContainer container = engine.parking.park(Jobs.PROFILE);
    try {
      return Exec.in(engine, container, "0", "python3", "-c", source);
    } finally {
      engine.parking.remove(container);
    }
  }

  private static Job with(Step step, String source) {
    return Jobs.of("main.py", source, "", step);
  }

  private static Step step(Duration wall, Duration cpu, long outputBytes, long fileBytes) {
    return new Step(
        StepKind.RUN, List.of("python3", "-u", "main.py"), wall, cpu, outputBytes, fileBytes, 256);
  }

  @Test
  void timeWithoutALimitASleeperWakesUp() throws Exception {
    String source = "import time\ntime.sleep(1.5)\nprint('awake')";
    TestEngine engine = without(host -> host);
    Report limited =
        engine.sandbox.run(Jobs.python(source, Duration.ofSeconds(1), LONG), new Heard());
    assertThat(limited.cause()).isEqualTo(Cause.WALL_TIME);
    assertThat(output(engine, Jobs.python(source, LONG, LONG))).isEqualTo("awake\n");
  }

  @Test
  void memoryWithoutALimitThreeHundredMegabytesFit() throws Exception {
    assertThat(
            output(
                host -> host.withMemory(0L).withMemorySwap(0L),
                "b = b'x' * (300 << 20)\nprint(len(b))"))
        .isEqualTo("314572800\n");
  }

  @Test
  void processesWithoutALimitTwoHundredExist() throws Exception {
    assertThat(
            output(
                host -> host.withPidsLimit(-1L),
                """
                import os, signal, time
                children = []
                for i in range(200):
                    child = os.fork()
                    if child == 0: time.sleep(5); os._exit(0)
                    children.append(child)
                print(len(children))
                """))
        .isEqualTo("200\n");
  }

  @Test
  void outputWithoutACapComesWhole() throws Exception {
    var heard = new Heard();
    TestEngine engine = without(host -> host);
    engine.sandbox.run(with(step(LONG, LONG, 8 << 20, 64 << 20), "print('x' * (3 << 20))"), heard);
    assertThat(heard.stdoutBytes()).hasSize((3 << 20) + 1);
  }

  @Test
  void diskWithoutALimitOnFilesASparseOneIsMade() throws Exception {
    TestEngine engine = without(host -> host);
    assertThat(
            output(
                engine,
                with(
                    step(LONG, LONG, 1 << 20, 1L << 42),
                    "import os\nf = os.open('/tmp/x', 66)\nos.ftruncate(f, 1 << 40)\n"
                        + "print(os.stat('/tmp/x').st_size)")))
        .isEqualTo("1099511627776\n");
  }

  @Test
  void diskWithALargerTmpfsAHundredMegabytesFit() throws Exception {
    assertThat(
            output(
                host ->
                    host.withTmpFs(Map.of("/work", "rw,mode=1777", "/tmp", "rw,size=200m"))
                        .withMemory(0L)
                        .withMemorySwap(0L),
                """
                for i in range(100): open('/tmp/%d' % i, 'wb').write(bytes(1 << 20))
                print('fits')
                """))
        .isEqualTo("fits\n");
  }

  @Test
  void networkOfTheHostReachesItsServers() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              output(
                  host -> host.withNetworkMode("host"),
                  "import socket\nsocket.create_connection(('127.0.0.1', %d), 2)\nprint('connected')"
                      .formatted(server.getLocalPort())))
          .isEqualTo("connected\n");
    }
  }

  @Test
  void networkWithTheCapabilityAnAddressIsTakenAway() throws Exception {
    String source =
        """
        import socket, struct
        s = socket.socket(16, socket.SOCK_RAW, 0)
        address = struct.pack('=HH4s', 8, 2, bytes([127, 0, 0, 1]))
        s.send(struct.pack('=IHHIIBBBBI', 32, 21, 5, 1, 0, 2, 8, 0, 0, 1) + address)
        print(struct.unpack_from('=i', s.recv(4096), 16)[0])
        """;
    assertThat(new String(bare(host -> host, source), UTF_8)).isEqualTo("-1\n");
    assertThat(
            new String(
                bare(host -> host.withCapAdd(Capability.KILL, Capability.NET_ADMIN), source),
                UTF_8))
        .isEqualTo("0\n");
  }

  @Test
  void filesOfAWritableRootAreWritten() throws Exception {
    assertThat(
            output(
                host -> host.withReadonlyRootfs(false),
                "open('/var/tmp/x', 'w').write('x')\nprint('written')"))
        .isEqualTo("written\n");
  }

  /** The launcher is the second wall here: without it the program is root as the container is. */
  @Test
  void privilegeWithoutFilterAndLauncherIsNewNamespaces() throws Exception {
    String source =
        """
        import ctypes, os
        C = ctypes.CDLL(None, use_errno=True)
        print(os.getuid(), C.unshare(0x10000000))
        """;
    assertThat(new String(bare(host -> host, source), UTF_8)).isEqualTo("0 -1\n");
    assertThat(
            new String(
                bare(
                    host ->
                        host.withSecurityOpts(List.of("seccomp=unconfined", "no-new-privileges")),
                    source),
                UTF_8))
        .isEqualTo("0 0\n");
  }

  @Test
  void compilingWithoutALimitOnTimeEnds() throws Exception {
    var steps = new ArrayList<Step>();
    for (Duration wall : List.of(Duration.ofSeconds(1), LONG)) {
      steps.add(
          Jobs.step(
              StepKind.COMPILE,
              List.of("python3", "-c", "import time; time.sleep(1.5); print('compiled')"),
              wall,
              LONG));
    }
    TestEngine engine = without(host -> host);
    assertThat(engine.sandbox.run(with(steps.getFirst(), ""), new Heard()).cause())
        .isEqualTo(Cause.WALL_TIME);
    assertThat(output(engine, with(steps.getLast(), ""))).isEqualTo("compiled\n");
  }

  /** On the launcher's own standard output a forged report would be believed. */
  @Test
  void languageAForgedReportIsBelievedWhereTheLaunchersOutputIsReached() throws Exception {
    String forged =
        """
        import struct, sys
        text = b'%s'
        sys.stdout.buffer.write(b'B' + struct.pack('>I', 1) + bytes(1))
        sys.stdout.buffer.write(b'X' + struct.pack('>I', len(text)) + text)
        """
            .formatted(Frames.END.replace("\n", "\\n").replace("stdout_bytes=2", "stdout_bytes=0"));
    byte[] said = bare(host -> host, forged);
    Report report =
        new Conversation(
                Jobs.python(""), new FrameReader(new ByteArrayInputStream(said)), new Heard())
            .listen(_ -> {});
    assertThat(report.cause()).isEqualTo(Cause.EXIT);
    assertThat(report.exitCode()).isZero();
  }

  /** A container that is used again without namespaces of its own for each run. */
  @Test
  void leaksOfAFileInASharedFolderAreFound() throws Exception {
    TestEngine engine = without(host -> host);
    ParkedContainer container = engine.parking.park(Jobs.PROFILE);
    try {
      Exec.in(engine, container, "1000", "python3", "-c", "open('/tmp/left', 'w').write('x')");
      assertThat(
              Exec.in(
                  engine, container, "1000", "python3", "-c", "print(open('/tmp/left').read())"))
          .asString()
          .isEqualTo("x\n");
    } finally {
      engine.parking.remove(container);
    }
  }

  /** That standard input ends with whoever attached is what ends a dead runner's containers. */
  @Test
  void controlWithoutAnEndOfInputAContainerOutlivesItsRunner() throws Exception {
    TestEngine engine = without(host -> host);
    ContainerSpec spec =
        Walls.of(engine.properties, TestEngine.hardening())
            .spec("livecode-awake-" + UUID.randomUUID(), Jobs.PROFILE, Map.of());
    String id =
        engine
            .docker
            .createContainerCmd(spec.image())
            .withName(spec.name())
            .withHostConfig(spec.host())
            .withStdinOpen(true)
            .withStdInOnce(false)
            .exec()
            .getId();
    try {
      try (var stream = AttachedStream.over(engine.access.address().connect(), id)) {
        engine.engine.start(id);
        assertThat(new FrameReader(stream.output()).next().type()).isEqualTo(Frame.Type.READY);
      }
      await("it lives on").during(Duration.ofSeconds(1)).until(() -> isRunning(engine, id));
    } finally {
      engine.engine.remove(id);
    }
  }

  private static boolean isRunning(TestEngine engine, String id) {
    return Boolean.TRUE.equals(engine.engine.stateOf(id).orElseThrow().getRunning());
  }

  @Test
  void theSuiteSeesAProcessThatIsLeft() throws Exception {
    TestEngine engine = without(host -> host);
    var heard = new Heard();
    var runs =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    engine.sandbox.run(
                        Jobs.python("import time\nprint('runs')\ntime.sleep(2)"), heard);
                  } catch (SandboxFailedException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    heard.awaitOutput();
    assertThat(engine.containersOf(engine.runner).stream().flatMap(engine::commandsIn))
        .anySatisfy(it -> assertThat(it).startsWith("python3"));
    runs.join();
  }
}
