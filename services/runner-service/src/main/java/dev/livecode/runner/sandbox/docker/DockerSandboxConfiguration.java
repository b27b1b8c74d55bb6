package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.engine.EngineAccess;
import dev.livecode.runner.sandbox.engine.EngineAddress;
import dev.livecode.runner.sandbox.engine.EngineHealth;
import dev.livecode.runner.sandbox.engine.EngineWatch;
import dev.livecode.runner.sandbox.pool.ContainerPool;
import dev.livecode.runner.sandbox.pool.IsolationProbe;
import dev.livecode.runner.sandbox.pool.Parking;
import dev.livecode.runner.sandbox.pool.PoolMetrics;
import dev.livecode.runner.sandbox.pool.PoolProperties;
import dev.livecode.runner.sandbox.pool.SteadyTime;
import dev.livecode.runner.sandbox.pool.Sweeper;
import dev.livecode.runner.sandbox.walls.HardeningProperties;
import dev.livecode.runner.sandbox.walls.SandboxProperties;
import dev.livecode.runner.sandbox.walls.Walls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Sandbox.class)
class DockerSandboxConfiguration {

  @Bean
  EngineHealth engineHealth() {
    return new EngineHealth();
  }

  @Bean
  HealthIndicator engineHealthIndicator(EngineHealth health) {
    return health.indicator();
  }

  @Bean
  PoolMetrics poolMetrics(MeterRegistry registry) {
    return new PoolMetrics(registry);
  }

  @Bean
  EngineAccess engineAccess(Environment environment) {
    return EngineAccess.to(EngineAddress.from(environment::getProperty));
  }

  @Bean
  SteadyTime steadyTime() {
    return new SteadyTime();
  }

  @Bean
  Parking parking(
      EngineAccess access,
      SandboxProperties properties,
      HardeningProperties hardening,
      RunnerName runner,
      Clock clock,
      SteadyTime time) {
    var walls = Walls.of(properties, hardening);
    var parking = new Parking(access, properties, walls, runner, clock, time);
    IsolationProbe.require(properties.isolation(), parking);
    return parking;
  }

  @Bean
  EngineWatch engineWatch(
      EngineAccess access,
      EngineHealth health,
      Parking parking,
      RunnerName runner,
      SteadyTime time,
      PoolMetrics metrics) {
    var sweeper = new Sweeper(access.engine(), parking, runner, time, metrics);
    return new EngineWatch(access, health, sweeper::sweep);
  }

  @Bean
  DockerSandbox dockerSandbox(
      EngineAccess access,
      EngineHealth health,
      Parking parking,
      SandboxProperties properties,
      PoolProperties poolProperties,
      SteadyTime time,
      PoolMetrics metrics) {
    var pool =
        new ContainerPool(parking, health, poolProperties, properties.parkedFor(), time, metrics);
    return new DockerSandbox(access, pool, health, properties, metrics);
  }

  @Bean
  Upkeep upkeep(EngineWatch watch, DockerSandbox sandbox, SandboxProperties properties) {
    return new Upkeep(watch, sandbox, properties);
  }
}
