package dev.livecode.runner.sandbox.engine;

/** A setting that the runner can't start with. Its message is one line that says what to do. */
public final class BadSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public BadSettingException(String message) {
    super(message);
  }

  public BadSettingException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Unless the setting is as it must be. */
  public static void unless(boolean isFine, String setting, Object value, String rule) {
    if (!isFine) {
      throw new BadSettingException(setting + " is " + value + "; it must be " + rule);
    }
  }
}
