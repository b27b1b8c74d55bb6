package dev.livecode.execution.store;

import java.util.UUID;

/** PostgreSQL's order of UUIDs: by their bytes. Java's own compares signed numbers. */
final class UnsignedOrder {

  static int compare(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  private UnsignedOrder() {}
}
