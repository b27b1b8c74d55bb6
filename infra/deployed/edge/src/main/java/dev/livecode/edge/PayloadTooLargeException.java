package dev.livecode.edge;

import java.io.IOException;

/** A body turned out to be larger than is let through. */
final class PayloadTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;
}
