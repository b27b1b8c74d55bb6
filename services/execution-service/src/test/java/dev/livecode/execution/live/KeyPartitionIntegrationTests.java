package dev.livecode.execution.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KeyPartitionIntegrationTests {

  private static final String TOPIC = "keys";
  private static final int PARTITIONS = 7;

  @Test
  void isWhereAProducerPutsTheKey() throws Exception {
    Map<String, Object> servers = Map.of("bootstrap.servers", TestServers.kafka());
    try (var admin = Admin.create(servers);
        var producer =
            new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
      for (int i = 0; i < 100; i++) {
        String key = UUID.randomUUID().toString();
        var sent = producer.send(new ProducerRecord<>(TOPIC, key, new byte[0]));
        assertThat(KeyPartition.of(key, PARTITIONS)).as(key).isEqualTo(sent.get().partition());
      }
    }
  }
}
