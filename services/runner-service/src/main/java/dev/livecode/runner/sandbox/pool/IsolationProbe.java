package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.launcher.LauncherFailedException;
import dev.livecode.runner.sandbox.walls.Isolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out at start whether this host allows the level of isolation that was asked for. */
public final class IsolationProbe {

  private static final Logger log = LoggerFactory.getLogger(IsolationProbe.class);
  private static final Profile SMALL = new Profile(null, 64L << 20, 16);

  /**
   * Makes one container at the level, where hosts differ in whether they allow it.
   *
   * @throws IsolationRefusedException when this host does not
   */
  public static void require(Isolation isolation, Parking parking) {
    if (!isolation.isLasting()) {
      return;
    }
    try {
      parking.remove(parking.park(SMALL));
      log.info("This host allows a fresh set of namespaces for each run");
    } catch (SandboxFailedException e) {
      if (e.getCause() instanceof LauncherFailedException refusal) {
        throw new IsolationRefusedException(isolation, String.valueOf(refusal.getMessage()));
      }
      // The engine is away or has no image. No container, no run: nothing weaker takes its place.
      log.warn(
          "Whether this host allows isolation by namespaces is not known yet: {}", e.getMessage());
    }
  }

  private IsolationProbe() {}
}
