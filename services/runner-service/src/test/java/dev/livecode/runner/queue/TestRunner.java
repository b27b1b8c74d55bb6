package dev.livecode.runner.queue;

import dev.livecode.runner.RunnerApplication;
import dev.livecode.runner.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service over real Kafka, with another sandbox in the place of Docker's. */
public final class TestRunner implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private TestRunner(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static TestRunner start(String kafka, Sandbox sandbox, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("spring.kafka.bootstrap-servers", kafka);
    all.put("management.endpoint.health.group.readiness.include", "readinessState, kafka");
    // A service with a web server takes '..' for a way out of its own resources.
    all.put(
        "livecode.languages",
        Path.of("../../infra/sandbox/languages").toAbsolutePath().normalize());
    all.put("livecode.runner.record-lock", "15s");
    all.put("livecode.runner.shutdown-deadline", "5s");
    all.putAll(settings);
    return new TestRunner(
        new SpringApplicationBuilder(RunnerApplication.class)
            .web(
                settings.containsKey("server.port")
                    ? WebApplicationType.SERVLET
                    : WebApplicationType.NONE)
            .initializers(
                it ->
                    ((GenericApplicationContext) it)
                        .registerBean("sandbox", Sandbox.class, () -> sandbox))
            .run(
                all.entrySet().stream()
                    .map(it -> "--" + it.getKey() + "=" + it.getValue())
                    .toArray(String[]::new)));
  }

  /** Where it answers, when it was given a port. */
  public URI url() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  String kafkaTrouble() {
    return context.getBean(KafkaWatch.class).reason();
  }

  @Override
  public void close() {
    context.close();
  }
}
