package dev.livecode.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL from Maven artifacts.
 *
 * @param folder where the binaries are
 */
public record PostgresBinaries(Path folder) {

  /** The superuser of every data folder that is made here. */
  public static final String USER = "postgres";

  /**
   * Unpacks into a folder of the version's own below the given one, unless that was done before.
   */
  public static PostgresBinaries unpackInto(Path parent) {
    Path folder = parent.resolve("postgres-18.3.0");
    Unpacking.once(
        folder,
        draft -> {
          try (var archive = Unpacking.resource("/postgres-linux-x86_64.txz")) {
            Unpacking.tarXz(archive, draft);
          }
        });
    return new PostgresBinaries(folder);
  }

  /**
   * Makes a data folder whose superuser has the password; leaves one that exists as it is.
   *
   * @throws EmbeddedServerException with the words of {@code initdb} when it fails
   */
  public void initialize(Path data, String password) {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      Path passwordFile = Files.createTempFile(data.resolveSibling("."), "postgres", ".pw");
      try {
        Files.writeString(passwordFile, password);
        initdb(data, passwordFile);
      } finally {
        Files.delete(passwordFile);
      }
    } catch (IOException e) {
      throw new EmbeddedServerException("Can't make the PostgreSQL data folder " + data, e);
    }
  }

  private void initdb(Path data, Path passwordFile) throws IOException {
    List<String> command =
        asOrdinaryUser(
            "initdb",
            "-D",
            data.toString(),
            "-U",
            USER,
            "-E",
            "UTF8",
            "--no-locale",
            "--auth=scram-sha-256",
            "--pwfile=" + passwordFile);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String words =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("initdb: " + words);
    }
  }

  /**
   * The server on 127.0.0.1.
   *
   * @param durable whether an acknowledged commit survives a crash of the machine
   */
  public ServerCommand server(Path data, int port, boolean durable, Path log) {
    String sync = durable ? "on" : "off";
    return new ServerCommand(
        asOrdinaryUser(
            "postgres",
            "-D",
            data.toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=100",
            "-c",
            "shared_buffers=64MB",
            "-c",
            "fsync=" + sync,
            "-c",
            "synchronous_commit=" + sync,
            "-c",
            "full_page_writes=" + sync),
        log);
  }

  /** Whether the server of this data folder takes work: it listens earlier than that. */
  public static boolean isReady(Path data) {
    try {
      return Files.readString(data.resolve("postmaster.pid")).contains("\nready");
    } catch (IOException e) {
      return false; // Not written yet.
    }
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it does.
   */
  private List<String> asOrdinaryUser(String program, String... arguments) {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
