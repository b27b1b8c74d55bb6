package dev.livecode.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A small file of names and values that only its owner may read. */
final class StoredProperties {

  static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (NoSuchFileException e) {
      return new TreeMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var values = new TreeMap<String, String>();
    properties.forEach((name, value) -> values.put(name.toString(), value.toString()));
    return values;
  }

  /** Replaces the file as a whole, so that a reader never sees half of it. */
  static void write(Path file, Map<String, String> values) {
    var properties = new Properties();
    properties.putAll(values);
    try {
      Path draft =
          Files.createTempFile(
              file.resolveSibling(""),
              "draft",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = Files.newOutputStream(draft)) {
        properties.store(out, null);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoredProperties() {}
}
