package dev.livecode.runner.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.livecode.catalog.Language;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.runner.sandbox.Job;
import dev.livecode.runner.sandbox.RunControl;
import dev.livecode.runner.sandbox.RunListener;
import dev.livecode.runner.sandbox.Sandbox;
import dev.livecode.runner.sandbox.SandboxFailedException;
import dev.livecode.runner.sandbox.Step;
import dev.livecode.runner.sandbox.StepKind;
import dev.livecode.runner.sandbox.Stream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the runtimes for their versions, within the walls that programs run in: what is told is what
 * programs get. Thread-safe.
 */
public final class LanguageVersions {

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final int OUTPUT_BYTES = 16 * 1024;
  private static final int OPEN_FILES = 64;
  private static final int LONGEST = 200;

  private final LanguageCatalog catalog;
  private final Sandbox sandbox;

  LanguageVersions(LanguageCatalog catalog, Sandbox sandbox) {
    this.catalog = catalog;
    this.sandbox = sandbox;
  }

  /** The languages that can be asked for. */
  public List<String> languages() {
    return catalog.all().stream().map(Language::name).toList();
  }

  /**
   * The first line that the language's runtime says of itself; empty when its command fails or says
   * nothing.
   */
  public Optional<String> of(String name) throws SandboxFailedException, InterruptedException {
    Language language = catalog.find(name).orElseThrow();
    var said = new Said();
    boolean isSuccess = sandbox.run(job(language), said).isSuccess();
    return isSuccess ? said.firstLine() : Optional.empty();
  }

  private static Job job(Language language) {
    var step =
        new Step(
            StepKind.RUN,
            language.versionCommand(),
            TIME,
            TIME,
            OUTPUT_BYTES,
            OUTPUT_BYTES,
            OPEN_FILES);
    return new Job(
        Program.profileOf(language),
        language.containerMemoryBytes(language.limits().memoryBytes()),
        List.of(),
        language.environment(),
        new byte[0],
        false,
        List.of(step));
  }

  /** Keeps what a runtime writes to its standard output. */
  private static final class Said implements RunListener {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void handedOver(RunControl control) {
      bytes.reset();
    }

    @Override
    public void output(StepKind step, Stream stream, byte[] piece) {
      if (stream == Stream.STDOUT) {
        bytes.writeBytes(piece);
      }
    }

    Optional<String> firstLine() {
      return bytes
          .toString(UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .findFirst()
          .map(line -> line.substring(0, Math.min(line.length(), LONGEST)));
    }
  }
}
