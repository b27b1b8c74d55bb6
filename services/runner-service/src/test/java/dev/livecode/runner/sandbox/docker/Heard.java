package dev.livecode.runner.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Remembers what a job did. */
public final class Heard implements RunListener {

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final CountDownLatch firstOutput = new CountDownLatch(1);
  private final CompletableFuture<RunControl> control = new CompletableFuture<>();
  private int handOvers;
  private Consumer<RunControl> whenHandedOver = _ -> {};
  private volatile long taken;

  @Override
  public void handedOver(RunControl given) {
    handOvers++;
    whenHandedOver.accept(given);
    control.complete(given);
  }

  @Override
  public synchronized void output(StepKind step, Stream stream, byte[] bytes) {
    (stream == Stream.STDOUT ? stdout : stderr).writeBytes(bytes);
    firstOutput.countDown();
  }

  @Override
  public void inputTaken(long bytes) {
    taken = bytes;
  }

  /** To be done in the run's own thread. */
  void whenHandedOver(Consumer<RunControl> action) {
    whenHandedOver = action;
  }

  int handOvers() {
    return handOvers;
  }

  /** Waits for the hand-over. */
  RunControl control() {
    return control.join();
  }

  public long taken() {
    return taken;
  }

  void awaitOutput() throws InterruptedException {
    firstOutput.await();
  }

  public synchronized byte[] stdoutBytes() {
    return stdout.toByteArray();
  }

  public String stdout() {
    return new String(stdoutBytes(), UTF_8);
  }

  synchronized String stderr() {
    return stderr.toString(UTF_8);
  }
}
