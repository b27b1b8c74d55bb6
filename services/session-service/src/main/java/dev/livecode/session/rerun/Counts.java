package dev.livecode.session.rerun;

/** How many of a batch's runs stand where. */
public record Counts(long waiting, long outstanding, long compared, long skipped, long cancelled) {

  /** All of them. */
  public long runs() {
    return waiting + outstanding + compared + skipped + cancelled;
  }
}
