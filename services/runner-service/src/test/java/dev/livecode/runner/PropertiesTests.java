package dev.livecode.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.livecode.runner.language.LanguageProperties;
import dev.livecode.runner.queue.RunnerProperties;
import dev.livecode.runner.reporting.ReportingProperties;
import dev.livecode.runner.sandbox.pool.PoolProperties;
import dev.livecode.runner.sandbox.walls.HardeningProperties;
import dev.livecode.runner.sandbox.walls.Isolation;
import dev.livecode.runner.sandbox.walls.SandboxProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class PropertiesTests {

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
  }

  @Test
  void defaultsAreSafe() {
    assertThat(bind("livecode.runner", RunnerProperties.class, Map.of()))
        .isEqualTo(
            new RunnerProperties(
                2,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                5,
                Duration.ofMinutes(5),
                Duration.ofSeconds(20)));
    assertThat(bind("livecode.sandbox", SandboxProperties.class, Map.of()))
        .isEqualTo(
            new SandboxProperties(
                Isolation.CONTAINER,
                "livecode/sandbox:latest",
                Path.of("infra/sandbox/image/seccomp.json"),
                Path.of("infra/sandbox/image/seccomp-namespace.json"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                500,
                Duration.ofMinutes(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20)));
    assertThat(bind("livecode.sandbox.hardening", HardeningProperties.class, Map.of()))
        .isEqualTo(
            new HardeningProperties(
                "none",
                1,
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(64),
                8192,
                DataSize.ofMegabytes(16),
                List.of("SETUID", "SETGID", "KILL"),
                ""));
    assertThat(bind("livecode.pool", PoolProperties.class, Map.of()))
        .isEqualTo(new PoolProperties(2, 16, Duration.ofMillis(150)));
    assertThat(bind("livecode", LanguageProperties.class, Map.of()))
        .isEqualTo(new LanguageProperties(Path.of("infra/sandbox/languages")));
    assertThat(bind("livecode.reporting", ReportingProperties.class, Map.of()))
        .isEqualTo(new ReportingProperties(Duration.ofMillis(50), Duration.ofMillis(500)));
  }

  @Test
  void anUnknownLevelOfIsolationStopsTheRunnerAndSaysWhatIsPossible() {
    assertThat(
            bind(
                    "livecode.sandbox",
                    SandboxProperties.class,
                    Map.of("livecode.sandbox.isolation", "namespace"))
                .isolation())
        .isEqualTo(Isolation.NAMESPACE);
    assertThatThrownBy(
            () ->
                bind(
                    "livecode.sandbox",
                    SandboxProperties.class,
                    Map.of("livecode.sandbox.isolation", "none")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("No enum constant dev.livecode.runner.sandbox.walls.Isolation.none");
  }

  @Test
  void everySettingOfTheRunnerIsRead() {
    assertThat(
            bind(
                "livecode.runner",
                RunnerProperties.class,
                Map.of(
                    "livecode.runner.slots", "3",
                    "livecode.runner.queue-time-limit", "1m",
                    "livecode.runner.record-lock", "15s",
                    "livecode.runner.delivery-limit", "2",
                    "livecode.runner.hold-limit", "2m",
                    "livecode.runner.shutdown-deadline", "5s")))
        .isEqualTo(
            new RunnerProperties(
                3,
                Duration.ofMinutes(1),
                Duration.ofSeconds(15),
                2,
                Duration.ofMinutes(2),
                Duration.ofSeconds(5)));
  }
}
