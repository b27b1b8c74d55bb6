package dev.livecode.runner.sandbox.walls;

import dev.livecode.runner.sandbox.Profile;

/**
 * An image that programs run in.
 *
 * @param isUsual whether it is the one of languages that name none
 */
public record SandboxImage(String name, boolean isUsual) {

  public static SandboxImage of(Profile profile, String usual) {
    String own = profile.image();
    return own == null ? new SandboxImage(usual, true) : new SandboxImage(own, false);
  }

  /** What to say when the engine does not have it. */
  public String missing() {
    return "There is no sandbox image '%s': ".formatted(name)
        + (isUsual
            ? "build it with infra/sandbox/bin/build-image or 'docker compose build"
                + " sandbox-image', or set LIVECODE_SANDBOX_IMAGE"
            : "build or pull it, or change the language.yaml that names it");
  }
}
