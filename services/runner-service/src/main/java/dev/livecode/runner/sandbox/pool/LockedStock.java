package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.pool.Decision.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one way to the stock: one at a time tells it what has happened, and what it decides is done.
 * Thread-safe.
 */
final class LockedStock {

  private final ContainerStock<ParkedContainer> stock;
  private final BooleanSupplier mayPark;
  private final Consumer<Decision<ParkedContainer>> action;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Ticket, Borrower> line = new HashMap<>();

  /**
   * Over this stock.
   *
   * @param action does what is decided, but for the answers; it must not wait
   */
  LockedStock(
      ContainerStock<ParkedContainer> stock,
      BooleanSupplier mayPark,
      Consumer<Decision<ParkedContainer>> action) {
    this.stock = stock;
    this.mayPark = mayPark;
    this.action = action;
  }

  void tell(Consumer<ContainerStock<ParkedContainer>> event) {
    ask(
        it -> {
          event.accept(it);
          return true;
        });
  }

  /** Tells as well, and returns what the stock says to it. */
  <T> T ask(Function<ContainerStock<ParkedContainer>, T> event) {
    lock.lock();
    try {
      T answer = event.apply(stock);
      // Under the lock, so that it is done in the order in which it was decided.
      stock.decide(mayPark.getAsBoolean()).forEach(this::act);
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private void act(Decision<ParkedContainer> decision) {
    if (decision instanceof Answer<ParkedContainer> answer) {
      Objects.requireNonNull(line.remove(answer.ticket())).hear(answer);
    } else {
      action.accept(decision);
    }
  }

  /** Somebody joins the line. */
  Borrower enter(Function<ContainerStock<ParkedContainer>, Ticket> asking) {
    return ask(it -> waits(new Borrower(asking.apply(it))));
  }

  /** Somebody can't use what they got, and is back in the line. */
  void comesBack(Borrower borrower, ParkedContainer unfit) {
    tell(it -> it.wasUnfit(waits(borrower).ticket(), unfit));
  }

  private Borrower waits(Borrower borrower) {
    line.put(borrower.ticket(), borrower);
    return borrower;
  }

  /** Leaves the line; the answer may have come just before. */
  Answer<ParkedContainer> leave(Borrower borrower) {
    tell(
        it -> {
          line.remove(borrower.ticket());
          it.givesUp(borrower.ticket());
        });
    return borrower.heard();
  }

  /** Waits until there is no container any more, and returns how many there are. */
  int awaitEmpty(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (stock.total() > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return stock.total();
    } finally {
      lock.unlock();
    }
  }
}
