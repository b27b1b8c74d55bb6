package dev.livecode.runner.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A process that takes one request and never does anything with it. */
final class Hoarder {

  public static void main(String[] arguments) throws InterruptedException {
    var queue = new QueueClient(Map.of("bootstrap.servers", arguments[0])).join();
    while (true) {
      var record = queue.take(Duration.ofSeconds(1));
      if (record.isPresent()) {
        System.out.println("took " + record.get().key());
        new CountDownLatch(1).await();
      }
    }
  }

  private Hoarder() {}
}
