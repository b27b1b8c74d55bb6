package dev.livecode.runner.work;

import dev.livecode.runner.RunnerApplication;
import dev.livecode.runner.sandbox.Sandbox;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service over real Kafka, with another sandbox in the place of Docker's. */
final class TestRunner implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private TestRunner(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static TestRunner start(String kafka, Sandbox sandbox, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("spring.kafka.bootstrap-servers", kafka);
    all.put("management.endpoint.health.group.readiness.include", "readinessState, kafka");
    all.put("livecode.languages", "../../infra/sandbox/languages");
    all.put("livecode.runner.record-lock", "15s");
    all.put("livecode.runner.shutdown-deadline", "5s");
    all.putAll(settings);
    return new TestRunner(
        new SpringApplicationBuilder(RunnerApplication.class)
            .web(WebApplicationType.NONE)
            .initializers(
                it ->
                    ((GenericApplicationContext) it)
                        .registerBean("sandbox", Sandbox.class, () -> sandbox))
            .run(
                all.entrySet().stream()
                    .map(it -> "--" + it.getKey() + "=" + it.getValue())
                    .toArray(String[]::new)));
  }

  String kafkaTrouble() {
    return context.getBean(KafkaWatch.class).reason();
  }

  @Override
  public void close() {
    context.close();
  }
}
