package dev.livecode.execution.chain;

/** An offset at which something is not as it was written. */
record Finding(long offset, Kind kind) {

  enum Kind {
    /** The archive's record does not fit its hash. */
    ARCHIVE_DIFFERS,
    /** The log's record does not fit the archive's hash. */
    LOG_DIFFERS,
    /** The log has a record that the archive has not. */
    ARCHIVE_LACKS,
    /** The archive has a record that the log has not, and the log goes back further. */
    LOG_LACKS,
    /** Kafka's files can't be read here. */
    LOG_UNREADABLE,
    /** The hash is not the one that was exported. */
    HEAD_DIFFERS,
    /** A hash was exported for a record that is not there. */
    HEAD_LACKS,
    /** The projection does not go on from the archive's last hash. */
    END_DIFFERS
  }
}
