package dev.livecode.session.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.livecode.contracts.ContentLimits;
import dev.livecode.contracts.kafka.Topics;
import dev.livecode.session.testing.RunningService;
import dev.livecode.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** An operator has lowered the queue's limit under the size of a request. */
class TooLargeForTheQueueIntegrationTests extends RunningService {

  private static void limit(int bytes) throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RUN_REQUESTS);
    var entry = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
    try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
      var _ =
          admin
              .incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, OpType.SET))))
              .all()
              .get(10, SECONDS);
    }
  }

  private int attempts(UUID execution) {
    return jdbc.sql("SELECT attempts FROM outbox WHERE key = ?")
        .param(execution.toString())
        .query(Integer.class)
        .single();
  }

  @Test
  void smallerRunsPassItAndItIsSentOnceThereIsRoom() throws Exception {
    limit(5_000);
    try {
      UUID large = calls().open("#".repeat(20_000));
      UUID refused = calls().runAccepted(large);
      UUID small = calls().open("print(1)");
      calls().runAccepted(small);
      await().atMost(10, SECONDS).until(() -> LOG.requestsOf(small).size() == 1);
      await("it rests, and is not tried again and again")
          .during(3, SECONDS)
          .atMost(20, SECONDS)
          .until(() -> attempts(refused) <= 1);
      assertThat(LOG.requestsOf(large)).isEmpty();
      limit(ContentLimits.EVENT_BYTES);
      jdbc.sql("UPDATE outbox SET next_attempt_at = now() WHERE key = ?")
          .param(refused.toString())
          .update();
      await().atMost(20, SECONDS).until(() -> LOG.requestsOf(large).size() == 1);
    } finally {
      limit(ContentLimits.EVENT_BYTES);
    }
  }
}
