package dev.livecode.contracts;

/**
 * How much a program wrote to one stream.
 *
 * @param bytes what it wrote as far as it was read, in bytes; more than was kept when truncated
 * @param truncated whether something it wrote is missing from the kept output
 */
public record StreamSummary(long bytes, boolean truncated) {

  /** Of a stream that nothing was written to. */
  public static final StreamSummary EMPTY = new StreamSummary(0, false);
}
