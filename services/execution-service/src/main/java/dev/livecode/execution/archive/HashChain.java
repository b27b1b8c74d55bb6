package dev.livecode.execution.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One hash for each record of a partition, over the record and the hash before it: who changes,
 * removes or adds a record changes every hash behind it.
 *
 * <p>The hash is SHA-256, in lower-case hexadecimal digits, over the 32 bytes of the hash before
 * and then topic, partition, offset, timestamp, key, number of headers, each header's name and
 * value, and the record's value. Numbers are big-endian, of 4 bytes for the partition, the number
 * of headers and lengths, and of 8 otherwise; texts and bytes stand behind their length, which is
 * -1 for what is missing.
 */
public final class HashChain {

  /** What stands before a partition's first record. */
  public static final String BEGINNING = "0".repeat(64);

  private static final HexFormat HEX = HexFormat.of();

  /** The hash of the record that follows the one with the hash before. */
  public static String next(String before, ConsumerRecord<byte[], byte[]> record) {
    MessageDigest digest = sha256();
    digest.update(HEX.parseHex(before));
    add(digest, record.topic().getBytes(UTF_8));
    add(digest, record.partition());
    add(digest, record.offset());
    add(digest, record.timestamp());
    add(digest, record.key());
    Header[] headers = record.headers().toArray();
    add(digest, headers.length);
    for (Header header : headers) {
      add(digest, header.key().getBytes(UTF_8));
      add(digest, header.value());
    }
    add(digest, record.value());
    return HEX.formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
  }

  private static void add(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
  }

  private static void add(MessageDigest digest, byte @Nullable [] bytes) {
    add(digest, bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      digest.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private HashChain() {}
}
