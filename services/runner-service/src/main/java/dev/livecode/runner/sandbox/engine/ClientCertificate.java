package dev.livecode.runner.sandbox.engine;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.core.NestedExceptionUtils;

/** Who we are to an engine that asks, and whom we take for the engine. */
final class ClientCertificate {

  private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

  /**
   * Reads them from the folder.
   *
   * @throws BadSettingException when a file is missing or is no certificate or key
   */
  static SSLContext in(Path folder) {
    for (String file : FILES) {
      BadSettingException.unless(
          Files.isReadable(folder.resolve(file)),
          "DOCKER_CERT_PATH",
          folder,
          "a folder with " + String.join(", ", FILES) + "; " + file + " can't be read there");
    }
    try {
      requireCertificate(folder.resolve("ca.pem"));
      return new LocalDirectorySSLConfig(folder.toString()).getSSLContext();
    } catch (IOException | CertificateException | RuntimeException e) {
      throw new BadSettingException(
          "DOCKER_CERT_PATH is "
              + folder
              + "; its "
              + String.join(", ", FILES)
              + " must be PEM files that fit together: "
              + NestedExceptionUtils.getMostSpecificCause(e).getMessage(),
          e);
    }
  }

  /** A file without any would be taken for a list of nobody. */
  private static void requireCertificate(Path file) throws IOException, CertificateException {
    try (var in = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw new CertificateException("there is no certificate in " + file.getFileName());
      }
    }
  }

  private ClientCertificate() {}
}
