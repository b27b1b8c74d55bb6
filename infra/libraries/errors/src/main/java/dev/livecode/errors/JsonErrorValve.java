package dev.livecode.errors;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * The contract's shape for what Tomcat refuses before any of our code sees it, such as a malformed
 * request line. Tomcat makes it by its name.
 */
public final class JsonErrorValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400 || response.getContentWritten() > 0) {
      return;
    }
    try {
      answer(request, response.getStatus(), failure).writeTo(response);
      response.finishResponse();
    } catch (IOException | IllegalStateException _) {
      // Whoever asked is gone, or has an answer already.
    }
  }

  private static ErrorAnswer answer(Request request, int status, @Nullable Throwable failure) {
    ErrorAnswer tooLarge = status == 400 ? TooLargeHead.refusal(request, failure) : null;
    if (tooLarge != null) {
      return tooLarge;
    }
    // Of CONNECT Tomcat says that it is not implemented.
    return ErrorAnswer.ofStatus("CONNECT".equals(request.getMethod()) ? 405 : status);
  }
}
