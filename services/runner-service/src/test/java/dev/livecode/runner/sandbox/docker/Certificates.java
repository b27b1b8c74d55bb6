package dev.livecode.runner.sandbox.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A certificate authority with what it signed, made with openssl in a folder of its own. */
final class Certificates {

  private static final List<String> NEW =
      List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  static Certificates madeIn(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var authority = new Certificates(folder);
    authority.make("ca", "basicConstraints=critical,CA:TRUE");
    authority.sign("server", "subjectAltName=IP:127.0.0.1");
    authority.sign("client", "extendedKeyUsage=clientAuth");
    return authority;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** A folder as {@code DOCKER_CERT_PATH} wants it, for a client of ours. */
  Path clientFolder() throws IOException {
    return clientFolder(this);
  }

  /** The same for a client that knows this authority, but was signed by another. */
  Path clientFolder(Certificates signer) throws IOException {
    Path client = Files.createTempDirectory(folder, "docker");
    Files.copy(file("ca.pem"), client.resolve("ca.pem"));
    Files.copy(signer.file("client.pem"), client.resolve("cert.pem"));
    Files.copy(signer.file("client-key.pem"), client.resolve("key.pem"));
    return client;
  }

  private void sign(String name, String extension) throws IOException, InterruptedException {
    make(
        name, extension, "-CA", file("ca.pem").toString(), "-CAkey", file("ca-key.pem").toString());
  }

  private void make(String name, String extension, String... more)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(NEW);
    command.addAll(
        List.of(
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=" + name,
            "-addext",
            extension,
            "-keyout",
            file(name + "-key.pem").toString(),
            "-out",
            file(name + ".pem").toString()));
    Stream.of(more).forEach(command::add);
    Path log = file("openssl.log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("openssl failed: " + Files.readString(log));
    }
  }
}
