package dev.livecode.runner.sandbox.docker;

import dev.livecode.runner.sandbox.engine.EngineWatch;
import dev.livecode.runner.sandbox.walls.SandboxProperties;
import org.springframework.context.SmartLifecycle;

/**
 * Begins what the sandbox does by itself, after all that was checked: a start that only checks
 * ({@code spring.context.exit=onRefresh}) makes no container. It ends when the beans do, after the
 * runs that need it.
 */
final class Upkeep implements SmartLifecycle {

  private final EngineWatch watch;
  private final DockerSandbox sandbox;
  private final SandboxProperties properties;
  private volatile boolean begun;

  Upkeep(EngineWatch watch, DockerSandbox sandbox, SandboxProperties properties) {
    this.watch = watch;
    this.sandbox = sandbox;
    this.properties = properties;
  }

  @Override
  public void start() {
    begun = true;
    watch.start(properties.pingEvery(), properties.sweepEvery());
    sandbox.start();
  }

  @Override
  public void stop() {
    // Nothing: see above.
  }

  @Override
  public boolean isRunning() {
    return begun;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
