package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.sandbox.Sandbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Sandbox.class)
class DockerSandboxConfiguration {

  private static final Duration CONNECTING = Duration.ofSeconds(3);
  private static final Duration ANSWERING = Duration.ofSeconds(20);

  @Bean
  EngineHealth engineHealth() {
    return new EngineHealth();
  }

  @Bean
  HealthIndicator engineHealthIndicator(EngineHealth health) {
    return new EngineHealthIndicator(health);
  }

  @Bean
  PoolMetrics poolMetrics(MeterRegistry registry) {
    return new PoolMetrics(registry);
  }

  @Bean
  EngineAccess engineAccess() {
    var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(CONNECTING)
            .responseTimeout(ANSWERING)
            .build();
    return new EngineAccess(
        new Engine(DockerClientImpl.getInstance(config, http)),
        new EngineAddress(config.getDockerHost()),
        new Watchdog());
  }

  @Bean
  Parking parking(
      EngineAccess access,
      SandboxProperties properties,
      HardeningSettings hardening,
      RunnerName runner) {
    var parking =
        new Parking(access, properties, Walls.of(properties, hardening), runner, Clock.systemUTC());
    IsolationProbe.require(properties.isolation(), parking);
    return parking;
  }

  @Bean
  EngineWatch engineWatch(
      EngineAccess access,
      EngineHealth health,
      Parking parking,
      SandboxProperties properties,
      RunnerName runner,
      PoolMetrics metrics) {
    var sweeper = new Sweeper(access.engine(), parking, runner, Clock.systemUTC(), metrics);
    var watch = new EngineWatch(access.engine(), health, sweeper);
    watch.start(properties.pingEvery(), properties.sweepEvery());
    return watch;
  }

  @Bean
  DockerSandbox dockerSandbox(
      EngineAccess access,
      EngineHealth health,
      Parking parking,
      SandboxProperties properties,
      PoolProperties poolProperties,
      PoolMetrics metrics) {
    var pool =
        new ContainerPool(
            parking, health, poolProperties, properties.parkedFor(), Clock.systemUTC(), metrics);
    return new DockerSandbox(access, pool, health, properties, metrics);
  }
}
