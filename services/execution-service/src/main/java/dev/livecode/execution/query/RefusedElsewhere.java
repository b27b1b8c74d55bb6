package dev.livecode.execution.query;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The answer where a filter or the container refused; asked for directly, it does not exist. */
@RestController
class RefusedElsewhere implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<?> refusal(HttpServletRequest request) {
    return answer(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)).toResponse();
  }

  private static ErrorAnswer answer(@Nullable Object status) {
    if (!(status instanceof Integer code) || code == 404) {
      return ErrorAnswer.NOT_FOUND;
    }
    return code < 500
        ? ErrorAnswer.invalid("The request can't be understood")
        : new ErrorAnswer(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Internal server error",
            "INTERNAL_ERROR",
            null,
            null);
  }
}
