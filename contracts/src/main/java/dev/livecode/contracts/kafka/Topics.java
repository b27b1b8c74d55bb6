package dev.livecode.contracts.kafka;

/** The names of the topics. */
public final class Topics {

  /** The work queue: RunRequested. */
  public static final String RUN_REQUESTS = "livecode.run-requests";

  /**
   * What happened: RunStarted, RunOutput, RunFinished. Order holds within a partition, so their
   * number never changes.
   */
  public static final String RUN_EVENTS = "livecode.run-events";

  /** Requests that no runner could process. */
  public static final String RUN_REQUESTS_DLQ = "dlq.livecode.run-requests";

  /** LanguageFound, the last of each language: which version of its runtime the runners have. */
  public static final String LANGUAGES = "livecode.languages";

  /** The share group in which runners take requests. */
  public static final String RUNNERS_GROUP = "livecode.runners";

  private Topics() {}
}
