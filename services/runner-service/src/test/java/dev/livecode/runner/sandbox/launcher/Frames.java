package dev.livecode.runner.sandbox.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes what a launcher would write. */
public final class Frames {

  public static final String END =
      """
      step=0
      kind=run
      cause=exit
      exit_code=0
      wall_us=12000
      cpu_us=9000
      memory_peak_bytes=9000000
      oom_kills=0
      stdout_bytes=2
      stderr_bytes=0
      stdout_truncated=0
      stderr_truncated=0
      """;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Frames begin(int step) {
    return add('B', new byte[] {(byte) step});
  }

  Frames out(String text) {
    return add('O', text.getBytes(UTF_8));
  }

  Frames end(String text) {
    return add('X', text.getBytes(UTF_8));
  }

  Frames add(char type, byte[] payload) {
    return raw(type, payload.length, payload);
  }

  Frames raw(int type, int length, byte[] payload) {
    try {
      var out = new DataOutputStream(bytes);
      out.writeByte(type);
      out.writeInt(length);
      out.write(payload);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  FrameReader reader() {
    return new FrameReader(new ByteArrayInputStream(toBytes()));
  }
}
