package dev.livecode.errors;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a call may wait for a run's end: the parameter {@code wait}, such as 10s or 500ms. */
public final class WaitTime {

  /** Longer waits are refused: proxies hang up on silent calls. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})(ms|s)");

  /**
   * The time that the parameter names; nothing where there is none.
   *
   * @throws RefusedException when it can't be read, or is longer than {@link #LONGEST}
   */
  public static Duration of(@Nullable String parameter) {
    if (parameter == null) {
      return Duration.ZERO;
    }
    Matcher form = FORM.matcher(parameter);
    if (!form.matches()) {
      throw refused("wait must be a number with s or ms, such as 10s");
    }
    long number = Long.parseLong(form.group(1));
    Duration time =
        "s".equals(form.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    if (time.compareTo(LONGEST) > 0) {
      throw refused("wait must be at most " + LONGEST.toSeconds() + "s");
    }
    return time;
  }

  private static RefusedException refused(String detail) {
    return RefusedException.because(Problem.VALIDATION_ERROR, detail);
  }

  private WaitTime() {}
}
