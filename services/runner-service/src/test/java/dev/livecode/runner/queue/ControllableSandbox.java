package dev.livecode.runner.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Without walls: its programs echo what is typed until that ends, or somebody ends them. */
final class ControllableSandbox implements Sandbox {

  private static final String END = "end";
  private static final String CANCEL = "cancel";

  private final AtomicInteger programs = new AtomicInteger();

  @Override
  public void prepare(Set<Profile> profiles) {}

  @Override
  public boolean awaitReady(Duration patience) {
    return true;
  }

  /** How many programs were begun. */
  int programs() {
    return programs.get();
  }

  @Override
  public Report run(Job job, RunListener listener) throws InterruptedException {
    if (job.files().isEmpty()) {
      return FakeSandbox.report(Cause.EXIT, 0); // Somebody asks for a language's version.
    }
    programs.incrementAndGet();
    var asked = new Asked();
    listener.handedOver(asked);
    long taken = 0;
    while (true) {
      String next = asked.notes.take();
      switch (next) {
        case END -> {
          return FakeSandbox.report(Cause.EXIT, taken);
        }
        case CANCEL -> {
          return FakeSandbox.report(Cause.CANCELLED, taken);
        }
        default -> {
          taken += next.length();
          listener.output(StepKind.RUN, Stream.STDOUT, next.getBytes(UTF_8));
          listener.inputTaken(taken);
        }
      }
    }
  }

  private static final class Asked implements RunControl {

    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

    @Override
    public void cancel() {
      notes.add(CANCEL);
    }

    @Override
    public void input(byte[] bytes) {
      notes.add(new String(bytes, UTF_8));
    }

    @Override
    public void endInput() {
      notes.add(END);
    }
  }
}
