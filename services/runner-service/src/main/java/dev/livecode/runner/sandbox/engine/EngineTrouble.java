package dev.livecode.runner.sandbox.engine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** Why the engine does not answer, in words that say what to do where that is known. */
final class EngineTrouble {

  static String of(Throwable failure, EngineAddress address) {
    Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
    String reason = reason(root);
    if (isTls(failure)) {
      return "no trust between us and the engine, check the files in DOCKER_CERT_PATH: " + reason;
    }
    if (address.tls() != null && isHangUp(root)) {
      // TLS 1.3 refuses a client after the handshake, and we may be writing by then.
      return "the engine hung up; where it always does, check the files in DOCKER_CERT_PATH: "
          + reason;
    }
    if (!address.isTcp() && reason.contains("Permission denied")) {
      return "no permission for "
          + address.uri().getPath()
          + ": add the runner's user to that socket's group"
          + group(Path.of(address.uri().getPath()))
          + ", with DOCKER_GID where Compose starts it, or --group-add of 'docker run'";
    }
    if (reason.contains("HTTP request to an HTTPS server")) {
      return "the engine wants TLS, set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH";
    }
    return reason;
  }

  private static String group(Path socket) {
    try {
      return " (" + Files.getAttribute(socket, "unix:gid") + ")";
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static String reason(Throwable root) {
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message.strip();
  }

  private static boolean isHangUp(Throwable root) {
    return root instanceof SocketException && !(root instanceof ConnectException);
  }

  private static boolean isTls(@Nullable Throwable failure) {
    return failure != null && (failure instanceof SSLException || isTls(failure.getCause()));
  }

  private EngineTrouble() {}
}
