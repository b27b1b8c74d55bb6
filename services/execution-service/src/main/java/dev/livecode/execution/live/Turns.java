package dev.livecode.execution.live;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/**
 * Lets those who wait or watch read the view one after the other: when a thousand begin or end at
 * once, they don't take the connections that other calls need.
 */
@Component
public class Turns {

  private static final int AT_ONCE = 5;

  private final Semaphore free = new Semaphore(AT_ONCE, true);
  private final WatchProperties properties;

  Turns(WatchProperties properties) {
    this.properties = properties;
  }

  /**
   * What is read when it is one's turn.
   *
   * @throws TransientDataAccessResourceException when that does not come for long
   */
  public <T> T read(Supplier<T> reading) {
    await();
    try {
      return reading.get();
    } finally {
      free.release();
    }
  }

  private void await() {
    try {
      if (free.tryAcquire(properties.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new TransientDataAccessResourceException("Too many want to read the view");
  }
}
