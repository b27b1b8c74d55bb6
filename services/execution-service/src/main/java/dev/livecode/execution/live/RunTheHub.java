package dev.livecode.execution.live;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The hub hears before the service says that it is ready. At the end it goes first, before the web
 * server waits for its calls: streams would keep it waiting.
 */
@Component
class RunTheHub implements SmartLifecycle {

  private final HearTheLog hearing;
  private final Hub hub;
  private volatile boolean running;

  RunTheHub(HearTheLog hearing, Hub hub) {
    this.hearing = hearing;
    this.hub = hub;
  }

  @Override
  public void start() {
    Thread.ofPlatform().name("hub").daemon().start(hearing::run);
    running = true;
    try {
      hearing.awaitPlaced();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    hub.close();
    hearing.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
