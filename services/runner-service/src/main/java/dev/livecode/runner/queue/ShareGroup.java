package dev.livecode.runner.queue;

import dev.livecode.contracts.kafka.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** How Kafka treats the runners' share group. Set before the first runner joins. */
final class ShareGroup {

  private static final long PATIENCE_SECONDS = 5;

  static Map<String, String> settings(RunnerProperties properties) {
    return Map.of(
        // Requests that were made before the first runner came are not to be missed.
        "share.auto.offset.reset",
        "earliest",
        "share.record.lock.duration.ms",
        String.valueOf(properties.recordLock().toMillis()),
        "share.delivery.count.limit",
        String.valueOf(properties.deliveryLimit()),
        "errors.deadletterqueue.topic.name",
        Topics.RUN_REQUESTS_DLQ,
        "errors.deadletterqueue.copy.record.enable",
        "true");
  }

  static void configure(Admin admin, RunnerProperties properties) throws Exception {
    Collection<AlterConfigOp> changes =
        settings(properties).entrySet().stream()
            .map(it -> new ConfigEntry(it.getKey(), it.getValue()))
            .map(it -> new AlterConfigOp(it, OpType.SET))
            .toList();
    var group = new ConfigResource(ConfigResource.Type.GROUP, Topics.RUNNERS_GROUP);
    admin
        .incrementalAlterConfigs(Map.of(group, List.copyOf(changes)))
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private ShareGroup() {}
}
