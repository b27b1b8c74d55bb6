package dev.livecode.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Redis from Maven artifacts.
 *
 * @param server the server's program
 */
public record RedisBinaries(Path server) {

  /**
   * Unpacks into a folder of the version's own below the given one, unless that was done before.
   */
  public static RedisBinaries unpackInto(Path parent) {
    boolean arm = "aarch64".equals(System.getProperty("os.arch"));
    String resource =
        arm ? "/redis-server-6.2.7-linux-arm64" : "/redis-server-6.2.6-v5-linux-amd64";
    Path folder = parent.resolve("redis-6.2");
    Unpacking.once(
        folder,
        draft -> {
          try (var binary = Unpacking.resource(resource)) {
            Path program = draft.resolve("redis-server");
            Files.copy(binary, program);
            Files.setPosixFilePermissions(program, Unpacking.permissions(0755));
          }
        });
    return new RedisBinaries(folder.resolve("redis-server"));
  }

  /**
   * The server on 127.0.0.1, its data in the given folder.
   *
   * @param password that clients must give, empty for none
   */
  public ServerCommand server(Path data, int port, String password, Path log) {
    return new ServerCommand(
        List.of(
            server.toString(),
            "--port",
            String.valueOf(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            data.toString(),
            "--requirepass",
            password,
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--save",
            "",
            "--maxmemory",
            "64mb",
            "--maxmemory-policy",
            "noeviction"),
        log);
  }
}
