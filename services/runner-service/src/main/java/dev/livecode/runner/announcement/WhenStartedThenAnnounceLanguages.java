package dev.livecode.runner.announcement;

import dev.livecode.contracts.kafka.Topics;
import dev.livecode.contracts.languages.LanguageFound;
import dev.livecode.contracts.languages.LanguageFoundCodec;
import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.language.LanguageVersions;
import dev.livecode.runner.reporting.EventLog;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.SandboxFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells once after each start which version of each language programs get here, one language after
 * the other and beside the runs. Goes on until engine and Kafka have answered for all.
 */
final class WhenStartedThenAnnounceLanguages implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WhenStartedThenAnnounceLanguages.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final LanguageVersions versions;
  private final Sandbox sandbox;
  private final EventLog events;
  private final RunnerName runner;
  private final Clock clock;
  private final LanguageFoundCodec codec = new LanguageFoundCodec();
  private @Nullable Thread thread;

  WhenStartedThenAnnounceLanguages(
      LanguageVersions versions, Sandbox sandbox, EventLog events, RunnerName runner, Clock clock) {
    this.versions = versions;
    this.sandbox = sandbox;
    this.events = events;
    this.runner = runner;
    this.clock = clock;
  }

  private void announceAll() {
    try {
      for (String language : versions.languages()) {
        Optional<String> version = ask(language);
        if (version.isPresent()) {
          tell(language, version.get());
        } else {
          log.warn("{} does not say its version, see version_command in its folder", language);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> ask(String language) throws InterruptedException {
    while (true) {
      try {
        if (sandbox.awaitReady(RETRY)) {
          return versions.of(language);
        }
      } catch (SandboxFailedException e) {
        log.warn("{}: its version is asked for again: {}", language, e.getMessage());
        Thread.sleep(RETRY);
      }
    }
  }

  private void tell(String language, String version) throws InterruptedException {
    var found =
        new LanguageFound(
            language, version, runner.value(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    while (true) {
      try {
        events.append(Topics.LANGUAGES, codec.encode(found)).get();
        log.info("{} is {}", language, version);
        return;
      } catch (ExecutionException e) {
        log.warn("{}: its version is told again: {}", language, String.valueOf(e.getCause()));
        Thread.sleep(RETRY);
      }
    }
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("languages").start(this::announceAll);
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
