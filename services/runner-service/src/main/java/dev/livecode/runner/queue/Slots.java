package dev.livecode.runner.queue;

import dev.livecode.runner.controls.HearControls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The runner's slots. They join the queue when Kafka is ready for them, and it is known what was
 * asked of runs that wait there. When the runner stops, what runs is finished within the deadline,
 * and what has not begun is handed back.
 */
final class Slots implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Slots.class);

  private final RunnerProperties properties;
  private final KafkaWatch kafka;
  private final HearControls controls;
  private final Function<Stopping, Slot> slot;
  private final Stopping stopping;
  private final List<Thread> threads = new ArrayList<>();

  Slots(
      RunnerProperties properties,
      KafkaWatch kafka,
      HearControls controls,
      Function<Stopping, Slot> slot) {
    this.properties = properties;
    this.kafka = kafka;
    this.controls = controls;
    this.slot = slot;
    this.stopping = new Stopping(properties.shutdownDeadline());
  }

  @Override
  public synchronized void start() {
    kafka.start();
    controls.start();
    for (int i = 0; i < properties.slots(); i++) {
      threads.add(Thread.ofPlatform().name("slot-" + i).start(this::serve));
    }
  }

  private void serve() {
    try {
      kafka.awaitReady(stopping::isAsked);
      controls.awaitCaughtUp(stopping::isAsked);
      slot.apply(stopping).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    log.info(
        "Stopping: no more runs are taken, running ones have {}", properties.shutdownDeadline());
    stopping.ask();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }
}
