package dev.livecode.execution.originals;

import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.EndedRuns;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the session service asks. Not public: the edge does not route here. */
@RestController
class OriginalsController {

  private final ArchivedRuns archive;
  private final EndedRunPages pages;

  OriginalsController(ArchivedRuns archive, EndedRunPages pages) {
    this.archive = archive;
    this.pages = pages;
  }

  @GetMapping(ArchivedRun.PATH)
  ArchivedRun archived(@PathVariable("execution_id") UUID id) {
    return archive
        .find(id)
        .orElseThrow(() -> RefusedException.because(Problem.EXECUTION_NOT_FOUND));
  }

  @GetMapping(EndedRuns.PATH)
  EndedRuns ended(
      @RequestParam("language") String language,
      @RequestParam("from") Instant from,
      @RequestParam("to") Instant to,
      @RequestParam(name = "behind", required = false) @Nullable UUID behind) {
    return pages.find(language, from, to, behind);
  }
}
