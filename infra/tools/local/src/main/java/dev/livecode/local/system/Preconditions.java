package dev.livecode.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What must hold before anything is started. */
final class Preconditions {

  private static final long LEAST_FREE_BYTES = 1L << 30;

  static void check(Home home, SystemOptions options) {
    checkDisk(home);
    new RunningState(home.state())
        .launcher()
        .filter(launcher -> launcher.pid() != ProcessHandle.current().pid())
        .ifPresent(Preconditions::refuse);
    if (options.port() != 0 && !Ports.isFree(options.port())) {
      throw new CannotStartException(
          "Port %d is in use. Stop what listens there, or choose another: PORT=%d ./livecode up"
              .formatted(options.port(), options.port() + 1));
    }
  }

  private static void refuse(ProcessHandle launcher) {
    throw new CannotStartException(
        "Livecode is already running here (process %d). See './livecode status', or stop it with './livecode down'."
            .formatted(launcher.pid()));
  }

  private static void checkDisk(Home home) {
    try {
      long free = Files.getFileStore(home.state().getParent()).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        throw new CannotStartException(
            "Only %d MiB are free at %s; Livecode needs 1024. Make room there."
                .formatted(free >> 20, home.folder()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Preconditions() {}
}
