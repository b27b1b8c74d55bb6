package dev.livecode.runner.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.runner.sandbox.Cause;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A sandbox without walls, whose programs are given by the test. */
public final class FakeSandbox implements Sandbox {

  private static final RunControl NO_CONTROL =
      new RunControl() {
        @Override
        public void cancel() {}

        @Override
        public void input(byte[] bytes) {}

        @Override
        public void endInput() {}
      };

  private final Behaviour behaviour;
  private final int frozen;
  private final Queue<String> sources = new ConcurrentLinkedQueue<>();

  public FakeSandbox(Behaviour behaviour) {
    this(behaviour, 0);
  }

  private FakeSandbox(Behaviour behaviour, int frozen) {
    this.behaviour = behaviour;
    this.frozen = frozen;
  }

  /** Prints its source and exits with 0. */
  static FakeSandbox echoing() {
    return new FakeSandbox((_, _) -> {});
  }

  /** The same, but that somebody freezes the program the first few times. */
  static FakeSandbox freezing(int times) {
    return new FakeSandbox((_, _) -> {}, times);
  }

  @Override
  public void prepare(Set<Profile> profiles) {}

  @Override
  public boolean awaitReady(Duration patience) {
    return true;
  }

  @Override
  public Report run(Job job, RunListener listener)
      throws SandboxFailedException, InterruptedException {
    return job.files().isEmpty() ? tellVersion(job, listener) : runProgram(job, listener);
  }

  private static Report tellVersion(Job job, RunListener listener) {
    String command = job.steps().getFirst().command().getFirst();
    String version = "\n" + command + " 1.2.3\nmore of it\n";
    listener.handedOver(NO_CONTROL);
    listener.output(StepKind.RUN, Stream.STDOUT, version.getBytes(UTF_8));
    return report(Cause.EXIT, version.length());
  }

  private Report runProgram(Job job, RunListener listener)
      throws SandboxFailedException, InterruptedException {
    String source = new String(job.files().getFirst().content(), UTF_8);
    sources.add(source);
    listener.handedOver(NO_CONTROL);
    listener.output(StepKind.RUN, Stream.STDOUT, source.getBytes(UTF_8));
    int time = (int) runsOf(source);
    behaviour.run(source, time);
    return report(time <= frozen ? Cause.FROZEN : Cause.EXIT, source.length());
  }

  /** Of a program that ended like that. */
  static Report report(Cause cause, long stdoutBytes) {
    return new Report(
        StepKind.RUN,
        cause,
        cause == Cause.EXIT ? 0 : null,
        null,
        Duration.ofMillis(12),
        Duration.ofMillis(10),
        1,
        false,
        stdoutBytes,
        0);
  }

  long runsOf(String source) {
    return sources.stream().filter(source::equals).count();
  }

  /** What happens while a program runs. */
  public interface Behaviour {
    void run(String source, int time) throws SandboxFailedException, InterruptedException;
  }
}
