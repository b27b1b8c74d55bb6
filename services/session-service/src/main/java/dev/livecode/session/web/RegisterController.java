package dev.livecode.session.web;

import dev.livecode.contracts.internal.IssuedRun;
import dev.livecode.errors.Problem;
import dev.livecode.errors.RefusedException;
import dev.livecode.session.run.RunRegister;
import java.util.UUID;
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

  @GetMapping(IssuedRun.PATH)
  IssuedRun find(@PathVariable("execution_id") UUID id) {
    return register
        .find(id)
        .orElseThrow(() -> RefusedException.because(Problem.EXECUTION_NOT_FOUND));
  }
}
