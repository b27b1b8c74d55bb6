package dev.livecode.local.system;

import dev.livecode.contracts.kafka.TopicSettings;
import dev.livecode.local.console.Console;
import dev.livecode.local.console.Pulse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;

/** A whole Livecode system on this machine: every part a real process. */
public final class LocalSystem implements AutoCloseable {

  private static final Duration PULSE = Duration.ofSeconds(5);

  private final Home home;
  private final SystemOptions options;
  private final Console console;
  private final Ports ports;
  private final Secrets secrets;
  private final Sandbox sandbox;
  private final RunningState state;
  private final SystemLock lock;
  private final Training training;
  private final SequencedMap<String, SupervisedPart> parts = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String runner = "local-" + UUID.randomUUID().toString().substring(0, 8);
  private int edgePort;
  private boolean closing;

  private LocalSystem(Home home, SystemOptions options, Console console, SystemLock lock) {
    this.home = home;
    this.options = options;
    this.console = console;
    this.lock = lock;
    this.ports = new Ports(home.ports());
    this.secrets = new Secrets(home.secrets());
    this.sandbox = new Sandbox(home);
    this.state = new RunningState(home.state());
    this.training = new Training(Map.of(Services.LANGUAGES, home.languages().toString()));
  }

  /**
   * Starts every part and waits until all are ready.
   *
   * @throws CannotStartException says in one line what is in the way; everything started is stopped
   *     again
   */
  public static LocalSystem start(Home home, SystemOptions options, Console console)
      throws InterruptedException {
    Preconditions.check(home, options);
    var system = new LocalSystem(home, options, console, SystemLock.take(home));
    Thread rescue = new Thread(system::close, "livecode-stop");
    Runtime.getRuntime().addShutdownHook(rescue);
    try {
      system.startAll();
      return system;
    } catch (IOException | SQLException | ExecutionException e) {
      system.close();
      throw new CannotStartException("Can't start: " + e.getMessage());
    } catch (CannotStartException e) {
      system.close();
      throw e;
    }
  }

  /** Where clients reach it. */
  public URI url() {
    return URI.create("http://localhost:" + edgePort);
  }

  /** Where its runner answers, which clients do not reach. */
  public URI runnerUrl() {
    return URI.create(local(part("runner").part().port()));
  }

  /** Where its execution service answers operators, which clients do not reach. */
  public URI executionUrl() {
    return URI.create(local(part("execution").part().port()));
  }

  /** Where its session service answers, which clients do not reach. */
  public URI sessionUrl() {
    return URI.create(local(part("session").part().port()));
  }

  /** Bootstrap servers of its Kafka. */
  public String kafka() {
    return "127.0.0.1:" + part("kafka").part().port();
  }

  /** The runner's name, which its containers carry in the label {@code livecode.runner}. */
  public String runner() {
    return runner;
  }

  /** Kills a part as a crash would; it comes back by itself. */
  public void crash(String name) {
    part(name).crash();
  }

  /** Stops a part until {@link #resume}. */
  public void stop(String name) {
    part(name).stop();
  }

  /** Starts a stopped part again and waits until it is ready. */
  public void resume(String name) throws InterruptedException {
    part(name).start();
    part(name).awaitReady();
  }

  /** Stops everything in reverse order; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    training.close();
    sandbox.close();
    for (SupervisedPart part : parts.sequencedValues().reversed()) {
      part.stop();
    }
    removeContainers();
    state.clear();
    lock.close();
  }

  private void startAll()
      throws IOException, InterruptedException, SQLException, ExecutionException {
    new Leftovers(state, console).end();
    sandbox.ensureEngine(options.mayInstall());
    console.say(line("docker", "engine answers"));
    Future<?> image = sandbox.buildImage(options.mayInstall());
    startStores();
    startServices(image);
  }

  private void startStores() throws InterruptedException, SQLException, ExecutionException {
    var stores = new Stores(home, ports, secrets);
    long begun = System.nanoTime();
    awaitReady(launch(List.of(stores.kafka(), stores.postgres(), stores.redis())), begun);
    var databases = new Databases(part("postgres").part().port(), secrets.of("postgres"));
    console.say(line("postgres", databases.durability()));
    for (String name : List.of("session", "execution")) {
      databases.create(name, secrets.of("postgres-" + name));
    }
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      TopicSettings.singleBroker().createMissing(admin);
    }
  }

  private void startServices(Future<?> imageBuild)
      throws IOException, InterruptedException, ExecutionException {
    String image = sandbox.image();
    var services = new Services(home, ports, options.environment(), http);
    int postgres = part("postgres").part().port();
    int session = ports.of("session");
    int execution = ports.of("execution");
    Map<String, String> kafka = Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka());
    var forSession = new LinkedHashMap<>(kafka);
    forSession.put("SPRING_DATA_REDIS_HOST", "127.0.0.1");
    forSession.put("SPRING_DATA_REDIS_PORT", String.valueOf(part("redis").part().port()));
    forSession.put("SPRING_DATA_REDIS_PASSWORD", secrets.of("redis"));
    forSession.put("LIVECODE_EXECUTION_SERVICE_URL", local(execution));
    var forExecution = new LinkedHashMap<>(kafka);
    forExecution.put("LIVECODE_SESSION_SERVICE_URL", local(session));
    var forRunner = new LinkedHashMap<>(kafka);
    forRunner.put("LIVECODE_SANDBOX_IMAGE", image);
    forRunner.put("LIVECODE_RUNNER_NAME", runner);
    Path profiles = home.project().resolve("infra/sandbox/image");
    forRunner.put("LIVECODE_SANDBOX_SECCOMP_PROFILE", profiles.resolve("seccomp.json").toString());
    forRunner.put(
        "LIVECODE_SANDBOX_NAMESPACE_SECCOMP_PROFILE",
        profiles.resolve("seccomp-namespace.json").toString());
    edgePort = options.port() == 0 ? ports.of("edge") : options.port();
    long begun = System.nanoTime();
    var started =
        new ArrayList<>(
            launch(
                List.of(
                    services.withDatabase(
                        "session", postgres, secrets.of("postgres-session"), forSession),
                    services.withDatabase(
                        "execution", postgres, secrets.of("postgres-execution"), forExecution))));
    // A runner without its image does not start.
    awaitBuilt(imageBuild);
    console.say(line("image", image));
    started.addAll(
        launch(
            List.of(
                services.service("runner", forRunner),
                services.edge(
                    edgePort,
                    Map.of(
                        "LIVECODE_EDGE_SESSION_SERVICE_URL", local(session),
                        "LIVECODE_EDGE_EXECUTION_SERVICE_URL", local(execution),
                        "LIVECODE_EDGE_EDITOR_ENABLED", "true")))));
    awaitReady(started, begun);
    training.begin(services.layouts());
  }

  private List<SupervisedPart> launch(List<Part> together) {
    return together.stream().map(this::startSupervised).toList();
  }

  private void awaitReady(List<SupervisedPart> started, long begun) throws InterruptedException {
    for (SupervisedPart part : started) {
      String name = part.part().name();
      try (var _ = new Pulse(PULSE, console, () -> line(name, "starts, " + since(begun)))) {
        part.awaitReady();
      }
      console.say(line(name, "ready after " + since(begun)));
    }
  }

  /** It says itself how far it is. */
  private static void awaitBuilt(Future<?> image) throws InterruptedException, ExecutionException {
    try {
      image.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CannotStartException reason) {
        throw reason;
      }
      throw e;
    }
  }

  private static String since(long begun) {
    return "%.1f s".formatted((System.nanoTime() - begun) / 1e9);
  }

  private synchronized SupervisedPart startSupervised(Part part) {
    if (closing) {
      throw new CannotStartException("stopped before everything was started");
    }
    var supervised = new SupervisedPart(part, console, this::recordState);
    parts.put(part.name(), supervised);
    supervised.start();
    return supervised;
  }

  private synchronized void recordState() {
    if (!closing) {
      state.write(parts.values());
    }
  }

  private void removeContainers() {
    try {
      sandbox.removeContainersOf(runner);
    } catch (IOException e) {
      console.say("Can't look for containers that were left behind: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SupervisedPart part(String name) {
    SupervisedPart part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("No part '" + name + "'; there are " + parts.keySet());
    }
    return part;
  }

  private static String line(String part, String what) {
    return "  %-10s %s".formatted(part, what);
  }

  private static String local(int port) {
    return "http://127.0.0.1:" + port;
  }
}
