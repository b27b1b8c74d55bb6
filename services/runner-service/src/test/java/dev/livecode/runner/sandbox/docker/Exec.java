package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.async.ResultCallback;
import dev.livecode.runner.sandbox.pool.ParkedContainer;
import java.io.ByteArrayOutputStream;

/** Runs a command beside the launcher and not under it. */
final class Exec {

  /** What the command writes, to either stream. */
  static byte[] in(TestEngine engine, ParkedContainer container, String user, String... command)
      throws InterruptedException {
    String id =
        engine
            .docker
            .execCreateCmd(container.id())
            .withUser(user)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd(command)
            .exec()
            .getId();
    var written = new ByteArrayOutputStream();
    engine.docker.execStartCmd(id).exec(new Written(written)).awaitCompletion();
    return written.toByteArray();
  }

  private static final class Written
      extends ResultCallback.Adapter<com.github.dockerjava.api.model.Frame> {

    private final ByteArrayOutputStream to;

    Written(ByteArrayOutputStream to) {
      this.to = to;
    }

    @Override
    public void onNext(com.github.dockerjava.api.model.Frame frame) {
      to.writeBytes(frame.getPayload());
    }
  }

  private Exec() {}
}
