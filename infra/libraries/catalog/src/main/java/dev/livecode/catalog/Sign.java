package dev.livecode.catalog;

import dev.livecode.contracts.Outcome;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sign by which a runtime says how its program ended. Every stated part must hold. A program that
 * imitates its runtime to the letter deceives only whoever reads its result.
 *
 * @param reason the outcome that the sign stands for
 * @param stderrMatches found in the last part of standard error output
 */
public record Sign(
    Outcome reason,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    @Nullable Pattern stderrMatches) {

  /**
   * Whether a program that ended this way gave the sign.
   *
   * @param stderr the last part of its standard error output
   */
  public boolean matches(
      @Nullable Integer actualExitCode, @Nullable Integer actualSignal, String stderr) {
    return (exitCode == null || exitCode.equals(actualExitCode))
        && (signal == null || signal.equals(actualSignal))
        && (stderrMatches == null || stderrMatches.matcher(stderr).find());
  }
}
