package dev.livecode.session.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat refuses by itself, such as a malformed request line. Tomcat makes it by its name. */
public final class JsonErrorReportValve extends ErrorReportValve {

  private static final String BODY = "{\"error\":\"%s\",\"code\":\"%s\"}";

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Problem problem = Problem.ofStatus(status);
    byte[] body = BODY.formatted(problem.words(), problem.code()).getBytes(StandardCharsets.UTF_8);
    try {
      response.setContentType("application/json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException e) {
      // The client is gone: nobody is left to be told.
      getContainer().getLogger().debug("An error could not be told", e);
    }
  }
}
