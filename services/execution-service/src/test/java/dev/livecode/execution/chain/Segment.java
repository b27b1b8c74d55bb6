package dev.livecode.execution.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A file of Kafka's, to be damaged, and mended when this is closed. */
final class Segment implements AutoCloseable {

  // Of a batch: https://kafka.apache.org/documentation/#recordbatch
  private static final int LENGTH = 8;
  private static final int HEAD = 12;
  private static final int CRC = 17;
  private static final int CHECKED = 21;

  private final Path file;
  private final byte[] before;

  Segment(Path file) throws IOException {
    this.file = file;
    this.before = Files.readAllBytes(file);
  }

  /** Replaces bytes by as many others, and where asked for the checksum of their batch. */
  void replace(byte[] old, byte[] by, boolean checksum) throws IOException {
    byte[] bytes = before.clone();
    int at = indexOf(bytes, old);
    System.arraycopy(by, 0, bytes, at, by.length);
    if (checksum) {
      int batch = batchOf(bytes, at);
      int length = ByteBuffer.wrap(bytes).getInt(batch + LENGTH) + HEAD;
      var crc = new CRC32C();
      crc.update(bytes, batch + CHECKED, length - CHECKED);
      ByteBuffer.wrap(bytes).putInt(batch + CRC, (int) crc.getValue());
    }
    write(bytes);
  }

  private static int batchOf(byte[] bytes, int at) {
    int batch = 0;
    while (true) {
      int next = batch + ByteBuffer.wrap(bytes).getInt(batch + LENGTH) + HEAD;
      if (next > at) {
        return batch;
      }
      batch = next;
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("The segment does not have it");
  }

  /** In place: the broker has the file open. */
  private void write(byte[] bytes) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
  }

  @Override
  public void close() throws IOException {
    write(before);
  }
}
