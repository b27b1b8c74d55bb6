package dev.livecode.endtoend;

import dev.livecode.local.client.ApiClient;
import java.util.Map;

/** A whole system, however it was started, as its clients reach it. */
interface SystemUnderTest {

  /** Settings with which nobody is ever told to wait. */
  Map<String, String> LIMITS_OFF =
      Map.of(
          "LIVECODE_QUOTA_RUN_ENABLED", "false",
          "LIVECODE_QUOTA_SESSION_ENABLED", "false",
          "LIVECODE_QUOTA_SAVE_ENABLED", "false");

  ApiClient api();

  /** Somebody with a new session. */
  default Learner learner(String language) {
    return Learner.opens(api(), language);
  }
}
