package dev.livecode.runner.sandbox.walls;

import dev.livecode.runner.sandbox.Profile;
import dev.livecode.runner.sandbox.engine.Engine;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out at start whether the engine has the images that programs run in. */
public final class ImageProbe {

  private static final Logger log = LoggerFactory.getLogger(ImageProbe.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Asks the engine, and leaves the question open when it does not answer.
   *
   * @param usual image of profiles that name none
   * @throws MissingImageException when it answers that one of them is not there
   */
  public static void require(Engine engine, Set<Profile> profiles, String usual) {
    var question =
        new FutureTask<>(
            () ->
                profiles.stream()
                    .map(profile -> SandboxImage.of(profile, usual))
                    .distinct()
                    .filter(image -> !engine.hasImage(image.name()))
                    .findFirst());
    // In a thread of its own: on a Unix socket the client waits for ever.
    Thread.ofPlatform().daemon().name("image-probe").start(question);
    answer(question)
        .ifPresent(
            image -> {
              throw new MissingImageException(image);
            });
  }

  private static Optional<SandboxImage> answer(FutureTask<Optional<SandboxImage>> question) {
    try {
      return question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("Whether all images are there is not known yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private ImageProbe() {}
}
