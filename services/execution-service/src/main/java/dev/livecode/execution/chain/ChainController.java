package dev.livecode.execution.chain;

import dev.livecode.errors.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
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

  /** Answers line by line, one {@link VerifiedPartition} as soon as it is done. */
  @PostMapping("/verification")
  void verify(
      @RequestBody(required = false) @Nullable List<@Nullable Head> body,
      HttpServletResponse response)
      throws IOException {
    List<Head> heads = body == null ? List.of() : checked(body);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    OutputStream out = response.getOutputStream();
    for (var partition : verification.partitions()) {
      out.write(json.writeValueAsBytes(verification.verify(partition, heads)));
      out.write('\n');
      out.flush();
    }
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
