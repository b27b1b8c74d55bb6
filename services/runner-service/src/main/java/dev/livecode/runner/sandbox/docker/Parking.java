package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Makes containers, and takes them away. Knows by name which exist on our account. */
final class Parking {

  private final Engine engine;
  private final EngineAddress address;
  private final Watchdog watchdog;
  private final SandboxProperties properties;
  private final HardeningSettings hardening;
  private final String seccompProfile;
  private final RunnerName runner;
  private final Clock clock;
  private final Set<String> ours = ConcurrentHashMap.newKeySet();

  Parking(
      EngineAccess access,
      SandboxProperties properties,
      HardeningSettings hardening,
      RunnerName runner,
      Clock clock) {
    this.engine = access.engine();
    this.address = access.address();
    this.watchdog = access.watchdog();
    this.properties = properties;
    this.hardening = hardening;
    this.seccompProfile = SeccompProfile.read(properties.seccompProfile());
    this.runner = runner;
    this.clock = clock;
  }

  /** A new container, its launcher ready. Nothing is left behind when this fails. */
  ParkedContainer park(Profile profile) throws SandboxFailedException {
    String name = "livecode-" + runner + "-" + UUID.randomUUID();
    ours.add(name);
    try {
      return greet(name, engine.create(spec(name, profile)), profile);
    } catch (NotFoundException e) {
      ours.remove(name);
      throw new SandboxFailedException(missing(profile, e), e);
    } catch (IOException | RuntimeException e) {
      removeAfterFailure(name, e);
      throw new SandboxFailedException("A container could not be parked: " + e.getMessage(), e);
    }
  }

  /** Kills and removes the container. */
  void remove(ParkedContainer container) {
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
    Instant expires = clock.instant().plus(properties.lease());
    return ContainerSpec.of(
        name, properties.image(), profile, Labels.of(runner, expires), hardening, seccompProfile);
  }

  private ParkedContainer greet(String name, String id, Profile profile) throws IOException {
    AttachedStream stream = AttachedStream.open(address, id);
    try (var _ = watchdog.watch(properties.parkTime(), () -> hangUp(stream))) {
      engine.start(id);
      Frame frame = new FrameReader(stream.output()).next();
      if (frame.type() != Frame.Type.READY || !frame.text().contains("protocol=1\n")) {
        throw new IOException("The launcher is not ready: " + frame.type() + " " + frame.text());
      }
      return new ParkedContainer(name, id, profile, clock.instant(), stream);
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static void hangUp(AttachedStream stream) {
    try {
      stream.close();
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
    String image = profile.image() == null ? properties.image() : profile.image();
    return String.valueOf(e.getMessage()).contains("No such image")
        ? "There is no sandbox image '" + image + "': make it with infra/sandbox/bin/build-image"
        : "A container could not be parked: " + e.getMessage();
  }
}
