package dev.livecode.execution.query;

import static java.nio.charset.StandardCharsets.UTF_8;

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
      response.setContentType("application/json");
      response.getOutputStream().write(body(response.getStatus()).getBytes(UTF_8));
      response.finishResponse();
    } catch (IOException | IllegalStateException _) {
      // Whoever asked is gone, or has an answer already.
    }
  }

  private static String body(int status) {
    return switch (status) {
      case 404 -> "{\"error\":\"Not found\",\"code\":\"NOT_FOUND\"}";
      case 405 -> "{\"error\":\"Method not allowed\",\"code\":\"METHOD_NOT_ALLOWED\"}";
      case 413 -> "{\"error\":\"Payload too large\",\"code\":\"PAYLOAD_TOO_LARGE\"}";
      case 501, 505 -> "{\"error\":\"Not implemented\",\"code\":\"NOT_IMPLEMENTED\"}";
      case 503 -> "{\"error\":\"Service unavailable\",\"code\":\"UNAVAILABLE\"}";
      default ->
          status < 500
              ? "{\"error\":\"Validation error\",\"code\":\"VALIDATION_ERROR\","
                  + "\"details\":[\"The request is malformed\"]}"
              : "{\"error\":\"Internal server error\",\"code\":\"INTERNAL_ERROR\"}";
    };
  }
}
