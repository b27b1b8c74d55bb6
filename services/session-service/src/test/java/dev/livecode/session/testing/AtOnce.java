package dev.livecode.session.testing;

import dev.livecode.session.testing.Calls.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The same call by many at the same moment. */
public final class AtOnce {

  public static List<Answer> call(int times, Supplier<Answer> call) {
    var barrier = new CyclicBarrier(times);
    Callable<Answer> together =
        () -> {
          barrier.await();
          return call.get();
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> together).toList()).stream()
          .map(Future::resultNow)
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How often each status was answered. */
  public static Map<Integer, Long> statuses(List<Answer> answers) {
    return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
  }

  private AtOnce() {}
}
