package dev.livecode.runner.sandbox.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Jobs as the launcher reads them (its PROTOCOL.md). */
public final class JobCodec {

  static final int VERSION = 3;
  static final int MAX_BODY_BYTES = 4 << 20;
  private static final byte[] MAGIC = ("LCJ" + VERSION).getBytes(US_ASCII);

  /** The whole message, ready to be written. */
  public static ByteBuffer encode(Job job) {
    byte[] body = bytes(out -> writeBody(job, out));
    if (body.length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("A job of " + body.length + " bytes is too large");
    }
    return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + body.length)
        .put(MAGIC)
        .putInt(body.length)
        .put(body)
        .flip();
  }

  private static void writeBody(Job job, DataOutputStream out) throws IOException {
    for (var file : job.files()) {
      writeField(out, 'F', bytes(field -> writeFile(file, field)));
    }
    for (var entry : job.environment().entrySet()) {
      writeField(out, 'V', (entry.getKey() + "=" + entry.getValue()).getBytes(UTF_8));
    }
    if (job.stdin().length > 0) {
      writeField(out, 'I', job.stdin());
    }
    if (job.interactive()) {
      writeField(out, 'T', new byte[0]);
    }
    for (Step step : job.steps()) {
      writeField(out, 'S', bytes(field -> writeStep(step, field)));
    }
  }

  private static void writeField(DataOutputStream out, char tag, byte[] value) throws IOException {
    out.writeByte(tag);
    out.writeInt(value.length);
    out.write(value);
  }

  private static void writeFile(Job.SourceFile file, DataOutputStream out) throws IOException {
    byte[] name = file.name().getBytes(UTF_8);
    out.writeShort(name.length);
    out.write(name);
    out.write(file.content());
  }

  private static void writeStep(Step step, DataOutputStream out) throws IOException {
    out.writeByte(kind(step));
    out.writeInt(millis(step.wallTime()));
    out.writeInt(millis(step.cpuTime()));
    out.writeLong(step.outputBytes());
    out.writeLong(step.outputBytes());
    out.writeLong(step.fileBytes());
    out.writeInt(step.openFiles());
    out.writeShort(step.command().size());
    for (String argument : step.command()) {
      byte[] value = argument.getBytes(UTF_8);
      out.writeInt(value.length);
      out.write(value);
    }
  }

  private static int kind(Step step) {
    if (step.kind() == StepKind.COMPILE) {
      return 0;
    }
    return step.isContinued() ? 2 : 1;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  private static byte[] bytes(Writing writing) {
    var out = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return out.toByteArray();
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private JobCodec() {}
}
