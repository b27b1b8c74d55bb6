package dev.livecode.contracts;

/**
 * The largest things that an event may carry. Topic, producer and consumer sizes follow from these.
 */
public final class ContentLimits {

  /** Source code, in bytes of UTF-8. */
  public static final int SOURCE_BYTES = 256 * 1024;

  /** Standard input, in bytes of UTF-8. */
  public static final int STDIN_BYTES = 256 * 1024;

  /**
   * One input that is typed into a run, and all that may wait for its program, in bytes of UTF-8.
   */
  public static final int INPUT_BYTES = 64 * 1024;

  /** All that may be typed into one run, in bytes of UTF-8: runners keep it for another attempt. */
  public static final int ALL_INPUT_BYTES = 1024 * 1024;

  /** Number of arguments. */
  public static final int ARGUMENTS = 64;

  /** All arguments together, in bytes of UTF-8. */
  public static final int ARGUMENTS_BYTES = 16 * 1024;

  /** One piece of output. */
  public static final int OUTPUT_CHUNK_BYTES = 64 * 1024;

  // JSON writes a control character, one byte of UTF-8, as six: backslash u 0 0 0 0.
  private static final int JSON_GROWTH = 6;
  private static final int FRAME_BYTES = 16 * 1024;

  /** The largest legal event in its wire form, in bytes, headers and framing included. */
  public static final int EVENT_BYTES =
      JSON_GROWTH * (SOURCE_BYTES + STDIN_BYTES + ARGUMENTS_BYTES) + FRAME_BYTES;

  private ContentLimits() {}
}
