package dev.livecode.local.system;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The passwords between the parts: random, made once, kept with the data, readable by the owner
 * only.
 */
final class Secrets {

  private static final int BYTES = 24;

  private final Path file;
  private final Map<String, String> known;

  Secrets(Path file) {
    this.file = file;
    this.known = StoredProperties.read(file);
  }

  String of(String name) {
    String secret = known.get(name);
    if (secret == null) {
      secret = random();
      known.put(name, secret);
      StoredProperties.write(file, known);
    }
    return secret;
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
