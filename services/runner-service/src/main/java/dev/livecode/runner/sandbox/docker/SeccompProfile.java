package dev.livecode.runner.sandbox.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The system calls that a container may make, as the engine's API wants them: inlined. */
final class SeccompProfile {

  static String read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file)).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The seccomp profile " + file + " is no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The seccomp profile "
              + file
              + " can't be read; point livecode.sandbox.seccomp-profile at it",
          e);
    }
  }

  private SeccompProfile() {}
}
