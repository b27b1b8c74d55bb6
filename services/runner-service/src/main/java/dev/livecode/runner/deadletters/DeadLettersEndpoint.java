package dev.livecode.runner.deadletters;

import static org.springframework.boot.actuate.endpoint.web.WebEndpointResponse.STATUS_BAD_REQUEST;
import static org.springframework.boot.actuate.endpoint.web.WebEndpointResponse.STATUS_NOT_FOUND;
import static org.springframework.boot.actuate.endpoint.web.WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;

import dev.livecode.contracts.RunRequested;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/** Shows an operator what no runner could process, and retries it. */
@WebEndpoint(id = "deadletters")
class DeadLettersEndpoint {

  private static final int STATUS_CONFLICT = 409;

  private final DeadLetters letters;
  private final OriginalRequests originals;
  private final Redriving redriving;

  DeadLettersEndpoint(DeadLetters letters, OriginalRequests originals, Redriving redriving) {
    this.letters = letters;
    this.originals = originals;
    this.redriving = redriving;
  }

  /** All of them, oldest first. */
  @ReadOperation
  WebEndpointResponse<Map<String, ?>> list() {
    return answer(() -> new WebEndpointResponse<>(Map.of("dead_letters", letters.all())));
  }

  /** Retries one. */
  @WriteOperation
  WebEndpointResponse<Map<String, ?>> redrive(@Selector String executionId) {
    return answer(
        () -> {
          List<DeadLetter> found =
              letters.all().stream().filter(it -> executionId.equals(it.executionId())).toList();
          if (found.isEmpty()) {
            return refusal(STATUS_NOT_FOUND, "No dead letter is of the execution " + executionId);
          }
          List<Redriven> redriven = redrive(found);
          return redriven.isEmpty()
              ? refusal(STATUS_CONFLICT, "No request can be read behind " + executionId)
              : new WebEndpointResponse<>(Map.of("redriven", redriven));
        });
  }

  /** Retries every one that is a request and was not retried before. */
  @WriteOperation
  WebEndpointResponse<Map<String, ?>> redriveAll(boolean all) {
    if (!all) {
      return refusal(STATUS_BAD_REQUEST, "Name an execution in the path, or send {\"all\":true}");
    }
    return answer(
        () ->
            new WebEndpointResponse<>(
                Map.of(
                    "redriven",
                    redrive(
                        letters.all().stream().filter(it -> it.redrivenAs() == null).toList()))));
  }

  /** A request may have been given up twice under one id: it is retried once. */
  private List<Redriven> redrive(List<DeadLetter> chosen) {
    Map<String, Redriven> redriven = new LinkedHashMap<>();
    try (var requests = originals.open()) {
      for (DeadLetter letter : chosen) {
        String execution = letter.executionId();
        if (execution != null && !redriven.containsKey(execution)) {
          redrive(letter, requests).ifPresent(it -> redriven.put(execution, it));
        }
      }
    }
    return List.copyOf(redriven.values());
  }

  private Optional<Redriven> redrive(DeadLetter letter, OriginalRequests.Reader requests) {
    @Nullable UUID before = letter.redrivenAs();
    if (before != null) {
      return Optional.of(new Redriven(letter.executionId(), before, true));
    }
    DeadLetter.@Nullable Place place = letter.request();
    Optional<RunRequested> run =
        place == null || !letter.isRequest() ? Optional.empty() : requests.at(place);
    return run.map(it -> new Redriven(letter.executionId(), redriving.redrive(it), false));
  }

  private static WebEndpointResponse<Map<String, ?>> answer(
      Supplier<WebEndpointResponse<Map<String, ?>>> work) {
    try {
      return work.get();
    } catch (KafkaException | CompletionException e) {
      return refusal(
          STATUS_SERVICE_UNAVAILABLE,
          "Kafka does not answer, try again (nothing is retried twice): " + e.getMessage());
    }
  }

  private static WebEndpointResponse<Map<String, ?>> refusal(int status, String error) {
    return new WebEndpointResponse<>(Map.of("error", error), status);
  }
}
