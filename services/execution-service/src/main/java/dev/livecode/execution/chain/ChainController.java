package dev.livecode.execution.chain;

import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Operators' calls. The edge leads to none of them. */
@RestController
@RequestMapping("/operations/chain")
class ChainController {

  private final VerifyChain verification;
  private final Semaphore one = new Semaphore(1);
  private final JsonMapper json;

  ChainController(VerifyChain verification, JsonMapper json) {
    this.verification = verification;
    this.json = json;
  }

  /** To be kept elsewhere, and given to a later verification. */
  @GetMapping("/heads")
  List<Head> heads() {
    return verification.heads();
  }

  /**
   * Answers line by line, one {@link VerifiedPartition} as soon as it is done, and how many there
   * were in the last line: an answer without it was cut.
   */
  @PostMapping(path = "/verification", consumes = MediaType.APPLICATION_JSON_VALUE)
  void verify(
      @RequestBody(required = false) @Nullable List<@Nullable Head> body,
      HttpServletResponse response)
      throws IOException {
    List<Head> heads = body == null ? List.of() : checked(body);
    if (!one.tryAcquire()) {
      throw RefusedException.because(Problem.OPERATION_IN_PROGRESS, "A verification runs");
    }
    try {
      List<TopicPartition> partitions = verification.partitions();
      response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
      OutputStream out = response.getOutputStream();
      for (TopicPartition partition : partitions) {
        write(out, verification.verify(partition, heads));
      }
      for (VerifiedPartition unknown : verification.unknown(partitions, heads)) {
        write(out, unknown);
      }
      write(out, Map.of("partitions", partitions.size()));
    } finally {
      one.release();
    }
  }

  private void write(OutputStream out, Object line) throws IOException {
    out.write(json.writeValueAsBytes(line));
    out.write('\n');
    out.flush();
  }

  private static List<Head> checked(List<@Nullable Head> heads) {
    for (Head head : heads) {
      if (head == null || head.topic() == null || head.hash() == null) {
        throw RefusedException.invalid(
            List.of("Each head is {topic, partition, offset, hash}, as GET heads gives it"));
      }
    }
    return heads.stream().map(Objects::requireNonNull).toList();
  }
}
