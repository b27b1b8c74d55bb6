package dev.livecode.endtoend;

import dev.livecode.local.client.ApiClient;

/** A whole system, however it was started, as its clients reach it. */
interface SystemUnderTest {

  ApiClient api();

  /** Somebody with a new session. */
  default Learner learner(String language) {
    return Learner.opens(api(), language);
  }
}
