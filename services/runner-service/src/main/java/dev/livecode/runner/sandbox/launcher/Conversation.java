package dev.livecode.runner.sandbox.launcher;

import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.Report;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Listens to the launcher while it runs one job, and holds it to what it may say: steps in their
 * order, no more output than the caps, an END that fits. For one thread.
 */
public final class Conversation {

  private final Job job;
  private final FrameReader frames;
  private final RunListener listener;
  private final Map<Stream, Long> received = new EnumMap<>(Stream.class);
  private int step = -1;

  public Conversation(Job job, FrameReader frames, RunListener listener) {
    this.job = job;
    this.frames = frames;
    this.listener = listener;
  }

  /**
   * Listens until END.
   *
   * @param whenBegun told of each step whose program has been started
   * @throws IOException when the stream ends or breaks before
   * @throws LyingLauncherException when what comes can't be from our launcher
   */
  public Report listen(Consumer<Step> whenBegun) throws IOException, LauncherFailedException {
    while (true) {
      Frame frame = frames.next();
      switch (frame.type()) {
        case BEGIN -> {
          begin(frame);
          whenBegun.accept(current());
        }
        case OUT -> output(Stream.STDOUT, frame.payload());
        case ERR -> output(Stream.STDERR, frame.payload());
        case TAKEN -> taken(frame.payload());
        case END -> {
          return end(new EndReport(frame));
        }
        case ERROR -> throw new LauncherFailedException("The launcher says: " + frame.text());
        case READY -> throw new LyingLauncherException("READY in mid-run");
      }
    }
  }

  /** Whether the program of some step has been started. */
  public boolean hasBegun() {
    return step >= 0;
  }

  /** Kind of the step that is under way. */
  public StepKind stepKind() {
    return current().kind();
  }

  /** What came of the current step's stream. */
  public long received(Stream stream) {
    return received.getOrDefault(stream, 0L);
  }

  private void begin(Frame frame) {
    if (frame.payload().length != 1
        || frame.payload()[0] != step + 1
        || step + 1 >= job.steps().size()) {
      throw new LyingLauncherException("BEGIN out of order");
    }
    step++;
    received.clear();
  }

  private void output(Stream stream, byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    if (received.merge(stream, (long) bytes.length, Long::sum) > current().outputBytes()) {
      throw new LyingLauncherException("More output than the cap");
    }
    listener.output(current().kind(), stream, bytes);
  }

  private void taken(byte[] total) {
    if (!job.interactive() || total.length != Long.BYTES) {
      throw new LyingLauncherException("TAKEN does not fit the job");
    }
    listener.inputTaken(ByteBuffer.wrap(total).getLong());
  }

  private Report end(EndReport end) throws LauncherFailedException {
    if (end.isStopped()) {
      throw new LauncherFailedException("The container was stopped from outside");
    }
    Report report = end.report();
    // A step that could not be started ends without a BEGIN.
    boolean fits = end.step() == Math.max(step, 0) || end.step() == step + 1;
    if (!fits
        || end.step() >= job.steps().size()
        || job.steps().get(end.step()).kind() != report.step()
        || report.stdoutBytes() < received(Stream.STDOUT)) {
      throw new LyingLauncherException("END does not fit what came before");
    }
    return report;
  }

  private Step current() {
    return job.steps().get(Math.max(step, 0));
  }
}
