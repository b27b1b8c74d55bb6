package dev.livecode.execution.replay;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Operators' calls. The edge leads to none of them, and no page of a browser can send JSON here.
 */
@RestController
@RequestMapping("/operations/replays")
class ReplayController {

  private static final int PAGE = 1000;
  private static final int LATEST = 20;
  private static final int FASTEST = 1_000_000;

  private final Replays replays;

  ReplayController(Replays replays) {
    this.replays = replays;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Replay begin(@RequestBody(required = false) @Nullable ReplayRequest body) {
    ReplayRequest request = body == null ? ReplayRequest.PLAIN : body;
    if (request.rateLimit() != null && (request.rateLimit() < 1 || request.rateLimit() > FASTEST)) {
      throw RefusedException.invalid(
          List.of(
              "rate_limit must be at least 1 record a second and at most "
                  + FASTEST
                  + "; leave it out for no limit"));
    }
    UUID id = UUID.randomUUID();
    if (!replays.add(id, request)) {
      throw RefusedException.because(
          Problem.OPERATION_IN_PROGRESS,
          "A replay runs: wait for its end, or cancel it with DELETE");
    }
    return find(id);
  }

  @GetMapping
  List<Replay> latest() {
    return replays.latest(LATEST);
  }

  @GetMapping("/{id}")
  Replay find(@PathVariable UUID id) {
    return replays
        .find(id)
        .orElseThrow(() -> RefusedException.because(Problem.NOT_FOUND, "There is no such replay"));
  }

  /** What a verification found, a page of it. */
  @GetMapping("/{id}/differences")
  List<Difference> differences(
      @PathVariable UUID id, @RequestParam(defaultValue = "0") long after) {
    find(id);
    return replays.differences(id, after, PAGE);
  }

  /** Cancels; one that has ended is answered as it is. */
  @DeleteMapping("/{id}")
  Replay cancel(@PathVariable UUID id) {
    find(id);
    replays.end(id, ReplayState.CANCELLED, null, null);
    return find(id);
  }
}
