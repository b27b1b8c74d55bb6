package dev.livecode.runner.sandbox.pool;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.engine.AttachedStream;
import dev.livecode.runner.sandbox.engine.ContainerSpec;
import dev.livecode.runner.sandbox.engine.Engine;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.engine.EngineAddress;
import dev.livecode.runner.sandbox.engine.EngineConnection;
import dev.livecode.runner.sandbox.engine.Watchdog;
import dev.livecode.runner.sandbox.launcher.FrameReader;
import dev.livecode.runner.sandbox.launcher.Greeting;
import dev.livecode.runner.sandbox.launcher.LauncherFailedException;
import dev.livecode.runner.sandbox.walls.Blueprint;
import dev.livecode.runner.sandbox.walls.SandboxImage;
import dev.livecode.runner.sandbox.walls.SandboxProperties;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Makes containers, and takes them away. Knows by name which exist on our account. */
public final class Parking {

  private final Engine engine;
  private final EngineAddress address;
  private final Watchdog watchdog;
  private final SandboxProperties properties;
  private final Blueprint blueprint;
  private final RunnerName runner;
  private final Clock clock;
  private final InstantSource time;
  private final Set<String> ours = ConcurrentHashMap.newKeySet();
  private volatile Set<String> paused = Set.of();

  public Parking(
      EngineAccess access,
      SandboxProperties properties,
      Blueprint blueprint,
      RunnerName runner,
      Clock clock,
      InstantSource time) {
    this.engine = access.engine();
    this.address = access.address();
    this.watchdog = access.watchdog();
    this.properties = properties;
    this.blueprint = blueprint;
    this.runner = runner;
    this.clock = clock;
    this.time = time;
  }

  /** A new container, its launcher ready. Nothing is left behind when this fails. */
  public ParkedContainer park(Profile profile) throws SandboxFailedException {
    String name = "livecode-" + runner + "-" + UUID.randomUUID();
    ours.add(name);
    try {
      return greet(name, engine.create(spec(name, profile)), profile);
    } catch (NotFoundException e) {
      ours.remove(name);
      throw new SandboxFailedException(missing(profile, e), e);
    } catch (IOException | LauncherFailedException | RuntimeException e) {
      removeAfterFailure(name, e);
      throw new SandboxFailedException("A container could not be parked: " + e.getMessage(), e);
    }
  }

  /** Whether a parked container can be given a job, as far as that is known without asking. */
  boolean isFit(ParkedContainer container) {
    return container.isAlive() && !paused.contains(container.name());
  }

  /** Hears which containers somebody has paused, from whoever has looked. */
  void foundPaused(Set<String> names) {
    paused = names;
  }

  /** Whether a container that has run one more job may run another. */
  boolean mayGoOn(ParkedContainer container) {
    return properties.isolation().isLasting()
        && container.served() < properties.runsPerContainer()
        && time.instant().isBefore(container.since().plus(properties.parkedFor()));
  }

  /**
   * Waits until a container that has run a job is ready for the next.
   *
   * @param memoryBytes that the job was given; the next has all of the profile's
   * @throws SandboxFailedException when it can't be used again; the caller removes it
   */
  public void renew(ParkedContainer container, long memoryBytes) throws SandboxFailedException {
    try (var _ = watchdog.watch(properties.readyTime(), container::hangUp)) {
      long all = container.profile().memoryBytes();
      if (memoryBytes < all) {
        engine.limitMemory(container.id(), all);
      }
      awaitReady(container.frames());
    } catch (IOException | LauncherFailedException | RuntimeException e) {
      throw new SandboxFailedException("It did not get ready again: " + e.getMessage(), e);
    }
  }

  /** Kills and removes the container. */
  public void remove(ParkedContainer container) {
    container.hangUp();
    try {
      engine.remove(container.id());
    } finally {
      // When this failed, the container is nobody's from now on, and the sweep takes it.
      ours.remove(container.name());
    }
  }

  boolean isOurs(String name) {
    return ours.contains(name);
  }

  private ContainerSpec spec(String name, Profile profile) {
    return blueprint.spec(name, profile, Labels.of(runner, properties.lease(), clock.instant()));
  }

  private ParkedContainer greet(String name, String id, Profile profile)
      throws IOException, LauncherFailedException {
    EngineConnection connection = address.connect();
    try (var _ = watchdog.watch(properties.parkTime(), () -> hangUp(connection))) {
      var stream = AttachedStream.over(connection, id);
      var frames = new FrameReader(stream.output());
      engine.start(id);
      awaitReady(frames);
      return new ParkedContainer(name, id, profile, time.instant(), 0, stream, frames);
    } catch (IOException | LauncherFailedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void awaitReady(FrameReader frames) throws IOException, LauncherFailedException {
    Greeting.require(properties.isolation().greeting(), frames.next());
  }

  private static void hangUp(EngineConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new IllegalStateException("Closing a socket failed", e);
    }
  }

  private void removeAfterFailure(String name, Exception failure) {
    try {
      engine.remove(name);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      ours.remove(name);
    }
  }

  private String missing(Profile profile, NotFoundException e) {
    return String.valueOf(e.getMessage()).contains("No such image")
        ? SandboxImage.of(profile, properties.image()).missing()
        : "A container could not be parked: " + e.getMessage();
  }
}
