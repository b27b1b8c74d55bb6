package dev.livecode.runner.sandbox.launcher;

import java.io.IOException;

/** What a launcher says before it takes a job: its version, and how strong its walls are. */
public final class Greeting {

  private static final String VERSION = "protocol=";

  /**
   * Holds a launcher to what this runner asked for.
   *
   * @param level the line by which it says how strong its walls are
   * @throws LauncherFailedException when it says itself that it can't
   * @throws IOException when it is another than ours
   */
  public static void require(String level, Frame frame)
      throws IOException, LauncherFailedException {
    String text = frame.text();
    if (frame.type() == Frame.Type.ERROR) {
      throw new LauncherFailedException(text);
    }
    if (frame.type() == Frame.Type.READY && isOfAnotherVersion(text)) {
      throw new IOException(
          "The image's launcher speaks protocol %s, this runner %d: build both from one clone"
              .formatted(version(text), JobCodec.VERSION));
    }
    if (frame.type() != Frame.Type.READY || !text.contains(level)) {
      throw new IOException("The launcher is not ready: " + frame.type() + " " + text);
    }
  }

  private static boolean isOfAnotherVersion(String text) {
    return !version(text).equals(String.valueOf(JobCodec.VERSION));
  }

  private static String version(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.startsWith(VERSION) ? line.substring(VERSION.length()) : "unknown";
  }

  private Greeting() {}
}
