package dev.livecode.execution.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of a partition came to.
 *
 * @param records compared
 * @param withoutHash of them, archived before there were hashes
 * @param onlyArchived of them, before the log's first offset
 * @param head of the chain; null for an empty one
 * @param count of all findings
 * @param findings the first of them
 */
record VerifiedPartition(
    String topic,
    int partition,
    long records,
    long withoutHash,
    long onlyArchived,
    @Nullable Head head,
    long count,
    List<Finding> findings) {}
