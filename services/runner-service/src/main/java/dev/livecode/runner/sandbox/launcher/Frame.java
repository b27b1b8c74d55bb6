package dev.livecode.runner.sandbox.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the launcher says at once. */
@SuppressWarnings("ArrayRecordComponent") // A value in transit: never compared, never a key.
public record Frame(Type type, byte[] payload) {

  static final int MAX_PAYLOAD_BYTES = 65_536;

  String text() {
    return new String(payload, UTF_8);
  }

  /** What a frame is about. */
  public enum Type {
    READY('R'),
    BEGIN('B'),
    OUT('O'),
    ERR('E'),
    TAKEN('T'),
    END('X'),
    ERROR('!');

    private final char code;

    Type(char code) {
      this.code = code;
    }

    static Type of(int code) {
      for (Type type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      throw new LyingLauncherException("Frame of unknown type " + code);
    }
  }
}
