package dev.livecode.session.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accepted runs get to Kafka.
 *
 * @param lease how long a row belongs to whoever took it; after a crash it waits that long
 * @param sendTimeout how long Kafka may take to confirm an event before it counts as away
 * @param metadataTimeout how long a send may wait for a broker to be found
 * @param sweep how often rows are looked for that nobody holds
 * @param backoff how long a row rests after Kafka did not take it
 */
@ConfigurationProperties("livecode.outbox")
record OutboxProperties(
    @DefaultValue("10s") Duration lease,
    @DefaultValue("4s") Duration sendTimeout,
    @DefaultValue("2s") Duration metadataTimeout,
    @DefaultValue("500ms") Duration sweep,
    @DefaultValue("300ms") Duration backoff) {

  OutboxProperties {
    if (lease.compareTo(sendTimeout.plus(metadataTimeout).multipliedBy(3).dividedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "livecode.outbox.lease must be at least one and a half times send-timeout and"
              + " metadata-timeout together: a row must not be taken twice while it is sent");
    }
  }

  /** What must be left of a lease when a row is sent, so that nobody else sends it meanwhile. */
  Duration longestSend() {
    return sendTimeout.plus(metadataTimeout);
  }
}
