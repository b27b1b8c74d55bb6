package dev.livecode.embedded;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** How Kafka is set wherever it runs on one node: what {@code infra/packaging/kafka.env} says. */
public final class OneNode {

  private static final String PREFIX = "KAFKA_";

  /** As variables, which Kafka's images make properties of. */
  public static Map<String, String> variables() {
    var file = new Properties();
    try (var in = Unpacking.resource("kafka.env")) {
      file.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.stringPropertyNames().stream().collect(toMap(it -> it, file::getProperty));
  }

  /** As a broker's own properties. */
  public static Map<String, String> properties() {
    return variables().entrySet().stream()
        .collect(toMap(it -> property(it.getKey()), Map.Entry::getValue));
  }

  static String property(String variable) {
    return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private OneNode() {}
}
