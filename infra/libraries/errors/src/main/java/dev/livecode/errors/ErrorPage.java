package dev.livecode.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that arose before or beside the controllers, which the container forwards here. */
@RestController
class ErrorPage implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<ErrorAnswer.Body> error(HttpServletRequest request) {
    // Without a status somebody asked for this very path.
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return ErrorAnswer.ofStatus(status instanceof Integer code ? code : 404).toResponse();
  }
}
