package dev.livecode.edge;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** The contract's shape for what Tomcat refuses before any of our code sees it. */
public class JsonErrorValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400 || response.getContentWritten() > 0) {
      return;
    }
    try {
      refusal(request, response.getStatus()).writeTo(response);
      response.finishResponse();
    } catch (IOException | IllegalStateException _) {
      // Whoever asked is gone, or has an answer already.
    }
  }

  private static Refusal refusal(Request request, int status) {
    // Of CONNECT Tomcat says that it is not implemented.
    return "CONNECT".equals(request.getMethod())
        ? Refusal.METHOD_NOT_ALLOWED
        : Refusal.ofStatus(status);
  }
}
