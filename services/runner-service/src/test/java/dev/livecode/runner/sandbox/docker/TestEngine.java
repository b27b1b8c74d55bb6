package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.engine.Engine;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.engine.EngineAddress;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import dev.livecode.runner.sandbox.engine.EngineWatch;
import dev.livecode.runner.sandbox.pool.ContainerPool;
import dev.livecode.runner.sandbox.pool.Parking;
import dev.livecode.runner.sandbox.pool.PoolMetrics;
import dev.livecode.runner.sandbox.pool.PoolProperties;
import dev.livecode.runner.sandbox.pool.SteadyTime;
import dev.livecode.runner.sandbox.pool.Sweeper;
import dev.livecode.runner.sandbox.walls.Blueprint;
import dev.livecode.runner.sandbox.walls.HardeningProperties;
import dev.livecode.runner.sandbox.walls.Isolation;
import dev.livecode.runner.sandbox.walls.SandboxProperties;
import dev.livecode.runner.sandbox.walls.Walls;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A sandbox over the real engine, wired as the service wires it, under a name of its own. */
public final class TestEngine implements AutoCloseable {

  static final String IMAGE =
      System.getProperty("livecode.sandbox.image", "livecode/sandbox:latest");

  static final String RUNNER_LABEL = "livecode.runner";

  private static final String IMAGE_FOLDER = "../../infra/sandbox/image/";

  final RunnerName runner = new RunnerName("test-" + UUID.randomUUID().toString().substring(0, 8));
  final DockerClient docker;
  final Engine engine;
  final EngineAccess access;
  final EngineHealth health = new EngineHealth();
  final SandboxProperties properties;
  private final Blueprint blueprint;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  final PoolMetrics metrics = new PoolMetrics(registry);
  final Parking parking;
  final Sweeper sweeper;
  final DockerSandbox sandbox;
  private final EngineWatch watch;

  TestEngine(int parked) {
    this(Isolation.CONTAINER, parked);
  }

  TestEngine(Isolation isolation, int parked) {
    this(isolation, parked, Map.of(), blueprint -> blueprint);
  }

  /** With other settings, or with other walls than those that the settings put up. */
  TestEngine(
      Isolation isolation,
      int parked,
      Map<String, String> settings,
      UnaryOperator<Blueprint> walls) {
    this(usualAddress(), isolation, parked, settings, walls);
  }

  /** Over another engine than the usual one. */
  TestEngine(
      EngineAddress address,
      Isolation isolation,
      int parked,
      Map<String, String> settings,
      UnaryOperator<Blueprint> walls) {
    properties = properties(isolation, settings);
    blueprint = walls.apply(Walls.of(properties, hardening(settings)));
    access = EngineAccess.to(address);
    engine = access.engine();
    docker = EngineAccess.client(address);
    requireEngineAndImage();
    parking = parking(runner);
    sweeper = new Sweeper(engine, parking, runner, new SteadyTime(), metrics);
    watch = new EngineWatch(access, health, sweeper::sweep);
    watch.start(Duration.ofMillis(200), Duration.ofDays(1));
    var pool =
        new ContainerPool(
            parking,
            health,
            poolProperties(parked, settings),
            properties.parkedFor(),
            new SteadyTime(),
            metrics);
    sandbox = new DockerSandbox(access, pool, health, properties, metrics);
    sandbox.start();
    sandbox.prepare(Set.of(Jobs.PROFILE));
  }

  Parking parking(RunnerName name) {
    return new Parking(access, properties, blueprint, name, Clock.systemUTC(), new SteadyTime());
  }

  /** How many containers wait for a job. */
  int parkedNow() {
    return (int) registry.get("livecode.pool.parked").gauge().value();
  }

  /** Names of the containers under a label of ours, running or not. */
  List<String> containersOf(RunnerName name) {
    return engine.list(Map.of(RUNNER_LABEL, name.value())).stream()
        .map(it -> it.getNames()[0].substring(1))
        .toList();
  }

  /** The command lines in a container; none when it has gone. */
  Stream<String> commandsIn(String container) {
    try {
      String[][] processes = docker.topContainerCmd(container).exec().getProcesses();
      // Null where the container ends just while the engine looks.
      return processes == null
          ? Stream.of()
          : Arrays.stream(processes).map(it -> it[it.length - 1]);
    } catch (NotFoundException | ConflictException | InternalServerErrorException e) {
      return Stream.of();
    }
  }

  static EngineAddress usualAddress() {
    return EngineAddress.from(System::getenv);
  }

  public static HardeningProperties hardening() {
    return hardening(Map.of());
  }

  private static HardeningProperties hardening(Map<String, String> settings) {
    return bind("livecode.sandbox.hardening", HardeningProperties.class, settings);
  }

  private static SandboxProperties properties(Isolation isolation, Map<String, String> extra) {
    var values = new HashMap<String, String>();
    values.put("livecode.sandbox.isolation", isolation.name());
    values.put("livecode.sandbox.image", IMAGE);
    // Shorter than by default: a test that lets a lease run out must not end other systems' runs.
    values.put("livecode.sandbox.longest-run", "1m");
    values.put("livecode.sandbox.seccomp-profile", IMAGE_FOLDER + "seccomp.json");
    values.put(
        "livecode.sandbox.namespace-seccomp-profile", IMAGE_FOLDER + "seccomp-namespace.json");
    values.putAll(extra);
    return bind("livecode.sandbox", SandboxProperties.class, values);
  }

  private static PoolProperties poolProperties(int parked, Map<String, String> extra) {
    var values = new HashMap<String, String>();
    values.put("livecode.pool.parked", String.valueOf(parked));
    values.put("livecode.pool.limit", "8");
    values.putAll(extra);
    return bind("livecode.pool", PoolProperties.class, values);
  }

  static Profile profile(long mib) {
    return new Profile(null, mib << 20, 64);
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
  }

  private void requireEngineAndImage() {
    try {
      engine.ping();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "These tests need a Docker engine: run infra/sandbox/bin/ensure-engine", e);
    }
    try {
      docker.inspectImageCmd(IMAGE).exec();
    } catch (NotFoundException e) {
      throw new IllegalStateException(
          "These tests need the image " + IMAGE + ": run infra/sandbox/bin/build-image", e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
    watch.close();
  }
}
