package dev.livecode.execution.deadletters;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.execution.store.Refolding;
import dev.livecode.execution.store.Refolding.Retried;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Operators' calls. The edge leads to none of them, and no page of a browser can send JSON here.
 */
@RestController
@RequestMapping("/operations/dead-letters")
class DeadLetterController {

  private static final int PAGE = 100;

  private final DeadLetters letters;
  private final Refolding refolding;

  DeadLetterController(DeadLetters letters, Refolding refolding) {
    this.letters = letters;
    this.refolding = refolding;
  }

  /**
   * What came of a retry.
   *
   * @param executionId of the run that has it now
   * @param reason why it is still no event
   */
  record Answer(boolean read, @Nullable UUID executionId, @Nullable String reason) {}

  /** A page; the next one begins behind its last. */
  @GetMapping
  List<DeadLetter> list(
      @RequestParam(defaultValue = "") String topic,
      @RequestParam(defaultValue = "-1") int partition,
      @RequestParam(defaultValue = "-1") long offset) {
    return letters.behind(topic, partition, offset, PAGE);
  }

  @GetMapping("/{topic}/{partition}/{offset}")
  DeadLetter one(
      @PathVariable String topic,
      @PathVariable int partition,
      @PathVariable long offset,
      @RequestParam(defaultValue = "false") boolean data) {
    return letters.find(topic, partition, offset, data).orElseThrow(DeadLetterController::unknown);
  }

  /** Reads it once more and, where it is an event by now, makes its run anew. */
  @PostMapping(
      path = "/{topic}/{partition}/{offset}/retry",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer retry(@PathVariable String topic, @PathVariable int partition, @PathVariable long offset) {
    return switch (refolding.retry(topic, partition, offset)) {
      case Retried.Read(UUID executionId) -> new Answer(true, executionId, null);
      case Retried.Refused(String reason) -> new Answer(false, null, reason);
      case Retried.Unknown() -> throw unknown();
    };
  }

  private static RefusedException unknown() {
    return RefusedException.because(Problem.NOT_FOUND, "No dead letter has this place");
  }
}
