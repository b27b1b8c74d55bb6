package dev.livecode.execution.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * One stream of an attempt on its way from bytes to text. All texts together are what {@code new
 * String(bytes, UTF_8)} makes of all bytes, wherever they were cut. For one thread.
 */
final class OutputText {

  /**
   * Whole characters.
   *
   * @param offset position of the first one's first byte; of the next text's where this is empty
   */
  record Text(String text, long offset) {}

  private static final byte[] NOTHING = {};

  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private long told;
  private byte[] carried = NOTHING;

  /** Begins at a byte where a character begins. */
  OutputText(long told) {
    this.told = told;
  }

  /** How many bytes the texts so far are made of. */
  long told() {
    return told;
  }

  /** How many bytes are known, those of an unfinished character included. */
  long received() {
    return told + carried.length;
  }

  /**
   * The text that these bytes complete. What is known already is dropped; of what lies behind a gap
   * nothing is told, because text can't be taken back.
   */
  Text accept(long start, byte[] data) {
    long known = received() - start;
    if (known < 0 || known >= data.length) {
      return new Text("", told);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(carried.length + data.length - (int) known)
            .put(carried)
            .put(data, (int) known, data.length - (int) known)
            .flip();
    return decode(bytes, false);
  }

  /** The text of what is left of the last character, when no more will come. */
  Text end() {
    Text text = decode(ByteBuffer.wrap(carried), true);
    decoder.reset();
    return text;
  }

  private Text decode(ByteBuffer bytes, boolean last) {
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    decoder.decode(bytes, text, last);
    carried = new byte[bytes.remaining()];
    int used = bytes.position();
    bytes.get(carried);
    told += used;
    return new Text(text.flip().toString(), told - used);
  }
}
