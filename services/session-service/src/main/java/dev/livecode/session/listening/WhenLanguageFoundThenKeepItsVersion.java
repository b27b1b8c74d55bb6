package dev.livecode.session.listening;

import dev.livecode.contracts.UndecodableEventException;
import dev.livecode.contracts.kafka.KafkaRecords;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.contracts.languages.LanguageFound;
import dev.livecode.contracts.languages.LanguageFoundCodec;
import dev.livecode.session.language.LanguageVersions;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.PartitionOffset;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Keeps in memory which versions runners have found. Each service reads the whole topic at each
 * start, which is as small as there are languages; what it commits to Kafka is never read.
 */
@Component
class WhenLanguageFoundThenKeepItsVersion {

  private static final Logger log =
      LoggerFactory.getLogger(WhenLanguageFoundThenKeepItsVersion.class);

  private final LanguageFoundCodec codec = new LanguageFoundCodec();
  private final LanguageVersions versions;

  WhenLanguageFoundThenKeepItsVersion(LanguageVersions versions) {
    this.versions = versions;
  }

  @KafkaListener(
      groupId = "livecode.session-languages",
      topicPartitions =
          @TopicPartition(
              topic = Topics.LANGUAGES,
              partitionOffsets = @PartitionOffset(partition = "0", initialOffset = "0")))
  void keep(List<ConsumerRecord<String, byte[]>> records) {
    records.forEach(this::keep);
  }

  private void keep(ConsumerRecord<String, byte[]> record) {
    try {
      LanguageFound found = codec.decode(KafkaRecords.fromConsumerRecord(record));
      versions.keep(found.language(), found.version());
    } catch (UndecodableEventException e) {
      log.error(
          "{}: {} offset {} is no legal event, passed over: {}",
          record.key(),
          record.topic(),
          record.offset(),
          e.getMessage());
    }
  }
}
