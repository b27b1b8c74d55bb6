package dev.livecode.execution.store;

import org.apache.kafka.common.TopicPartition;

/** A step forward in one partition: the records from one offset up to, not including, another. */
record Advance(TopicPartition topicPartition, Standing from, Standing to) {}
