package dev.livecode.runner.sandbox.walls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livecode.runner.sandbox.engine.BadSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The system calls that a container may make, as the engine's API wants them: inlined. */
final class SeccompProfile {

  static String read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file)).toString();
    } catch (JsonProcessingException e) {
      throw new BadSettingException("The seccomp profile " + file + " is no JSON", e);
    } catch (IOException e) {
      throw new BadSettingException(
          "The seccomp profile "
              + file
              + " can't be read; point livecode.sandbox.seccomp-profile, or"
              + " namespace-seccomp-profile for that level of isolation, at it",
          e);
    }
  }

  private SeccompProfile() {}
}
