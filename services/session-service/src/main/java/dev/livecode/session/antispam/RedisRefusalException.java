package dev.livecode.session.antispam;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Redis is there and does not let us in; its own words are the message. */
final class RedisRefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RedisRefusalException(String words, Throwable cause) {
    super(words, cause);
  }

  /** Does so when the failure, or what caused it, is such a refusal. */
  static void throwIfIn(Throwable failure) {
    for (Throwable it : ExceptionUtils.getThrowables(failure)) {
      String words = String.valueOf(it.getMessage());
      if (it instanceof RedisCommandExecutionException && isAboutUs(words)) {
        throw new RedisRefusalException(words, failure);
      }
    }
  }

  private static boolean isAboutUs(String words) {
    return Stream.of("NOAUTH", "WRONGPASS", "NOPERM", "ERR AUTH", "ERR invalid password")
        .anyMatch(words::startsWith);
  }
}
