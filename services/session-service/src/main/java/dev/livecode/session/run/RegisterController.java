package dev.livecode.session.run;

import dev.livecode.session.web.PathIds;
import dev.livecode.session.web.Problem;
import dev.livecode.session.web.RefusedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the execution service whether an id was ever given out. Not public: the edge does not route
 * here.
 */
@RestController
class RegisterController {

  private final RunRegister register;

  RegisterController(RunRegister register) {
    this.register = register;
  }

  @GetMapping("/internal/executions/{id}")
  RunRegister.Entry find(@PathVariable String id) {
    return register
        .find(PathIds.execution(id))
        .orElseThrow(() -> RefusedException.because(Problem.EXECUTION_NOT_FOUND));
  }
}
