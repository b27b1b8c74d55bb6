package dev.livecode.session.web;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.rerun.Batch;
import dev.livecode.session.rerun.BatchDesk;
import dev.livecode.session.rerun.Counts;
import dev.livecode.session.rerun.Difference;
import dev.livecode.session.rerun.PastRunsAwayException;
import dev.livecode.session.rerun.Report;
import dev.livecode.session.rerun.TimeRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators ask about batches of runs again. Not public: the edge does not route here. */
@RestController
@RequestMapping("/operations/reruns")
class BatchController {

  /**
   * A batch as it stands.
   *
   * @param runs all of them; null while they are listed
   */
  record Rerun(
      UUID rerunId,
      String language,
      Instant from,
      Instant to,
      double rate,
      Batch.Status status,
      @Nullable Long runs,
      long waiting,
      long outstanding,
      long compared,
      long skipped,
      long cancelled,
      Instant createdAt,
      @Nullable Instant endedAt) {

    static Rerun of(Batch batch, Counts counts) {
      return new Rerun(
          batch.id(),
          batch.selection().language(),
          batch.selection().from(),
          batch.selection().to(),
          batch.rate(),
          batch.status(),
          batch.status() == Batch.Status.LISTING ? null : counts.runs(),
          counts.waiting(),
          counts.outstanding(),
          counts.compared(),
          counts.skipped(),
          counts.cancelled(),
          batch.createdAt(),
          batch.endedAt());
    }
  }

  record Reruns(List<Rerun> reruns) {}

  /** What a batch would be. */
  record DryRun(long runs, long estimatedSeconds) {}

  record Findings(
      Rerun rerun,
      long same,
      long different,
      Map<Difference, Long> kinds,
      List<Report.Line> differences) {}

  private final BatchDesk desk;
  private final BatchRules rules;

  BatchController(BatchDesk desk, BatchRules rules) {
    this.desk = desk;
    this.rules = rules;
  }

  @PostMapping
  Object begin(@RequestBody(required = false) @Nullable BatchRequest body) {
    BatchRequest request = body == null ? BatchRequest.NOTHING : body;
    BatchRules.Wish wish = rules.require(request);
    if (!request.dryRun()) {
      return rerun(desk.begin(wish.selection(), wish.rate()));
    }
    try {
      BatchDesk.Estimate estimate = desk.estimate(wish.selection(), wish.rate());
      return new DryRun(estimate.runs(), estimate.time().toSeconds());
    } catch (PastRunsAwayException e) {
      throw RefusedException.unavailable("The execution service can't be reached");
    }
  }

  @GetMapping
  Reruns all() {
    return new Reruns(desk.last().stream().map(BatchController::rerun).toList());
  }

  @GetMapping("/{rerun_id}")
  Rerun find(@PathVariable("rerun_id") UUID id) {
    return desk.find(id).map(BatchController::rerun).orElseThrow(BatchController::notFound);
  }

  @GetMapping("/{rerun_id}/report")
  Findings report(
      @PathVariable("rerun_id") UUID id,
      @RequestParam(name = "time_factor", required = false) @Nullable String factor,
      @RequestParam(name = "time_least_ms", required = false) @Nullable String leastMs) {
    TimeRule rule = BatchRules.timeRule(factor, leastMs);
    return desk.report(id, rule)
        .map(BatchController::findings)
        .orElseThrow(BatchController::notFound);
  }

  @DeleteMapping("/{rerun_id}")
  Rerun cancel(@PathVariable("rerun_id") UUID id) {
    return desk.cancel(id).map(BatchController::rerun).orElseThrow(BatchController::notFound);
  }

  private static Rerun rerun(BatchDesk.Standing standing) {
    return Rerun.of(standing.batch(), standing.counts());
  }

  private static Findings findings(Report report) {
    return new Findings(
        Rerun.of(report.batch(), report.counts()),
        report.same(),
        report.different(),
        report.kinds(),
        report.differences());
  }

  private static RefusedException notFound() {
    return RefusedException.because(Problem.NOT_FOUND);
  }
}
