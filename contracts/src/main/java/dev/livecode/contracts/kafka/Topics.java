package dev.livecode.contracts.kafka;

/** The names of the topics. */
public final class Topics {

  /** The work queue: RunRequested. */
  public static final String RUN_REQUESTS = "livecode.run-requests";

  /**
   * What happened: RunStarted, RunOutput, RunFinished, and what was asked of a run meanwhile:
   * CancelRequested, StdinGiven, StdinTaken. Order holds within a partition, so their number never
   * changes.
   */
  public static final String RUN_EVENTS = "livecode.run-events";

  /**
   * Cancels and typed input, as {@link #RUN_EVENTS} has them: a notice that every runner hears, and
   * that no view is made of.
   */
  public static final String RUN_CONTROLS = "livecode.run-controls";

  /** Requests that no runner could process. */
  public static final String RUN_REQUESTS_DLQ = "dlq.livecode.run-requests";

  /** LanguageFound, the last of each language: which version of its runtime the runners have. */
  public static final String LANGUAGES = "livecode.languages";

  /** The share group in which runners take requests. */
  public static final String RUNNERS_GROUP = "livecode.runners";

  private Topics() {}
}
