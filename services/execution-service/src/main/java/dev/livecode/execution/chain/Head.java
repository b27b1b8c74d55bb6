package dev.livecode.execution.chain;

/**
 * Where a chain stood once: who keeps it elsewhere can prove later that nothing before it was
 * changed.
 *
 * @param offset of the last record
 * @param hash of that record, see {@link dev.livecode.execution.archive.HashChain}
 */
record Head(String topic, int partition, long offset, String hash) {}
