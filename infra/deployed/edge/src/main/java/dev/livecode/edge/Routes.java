package dev.livecode.edge;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import dev.livecode.errors.ErrorAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Which service answers what. Everything that is not named here does not exist. */
@Configuration(proxyBeanMethods = false)
class Routes {

  private static final String SERVICE = Routes.class.getName() + ".service";
  private static final String SESSION_SERVICE = "session service";
  private static final String EXECUTION_SERVICE = "execution service";

  /** The service that the request was sent to, in words. */
  static String serviceOf(HttpServletRequest request) {
    return request.getAttribute(SERVICE) instanceof String name ? name : "service";
  }

  @Bean
  RouterFunction<ServerResponse> publicCalls(
      EdgeProperties edge, Readiness readiness, Pages pages) {
    return route("sessions")
        .route(path("/code-sessions").or(path("/code-sessions/**")).or(path("/languages")), http())
        .before(uri(edge.sessionServiceUrl()))
        .before(
            request -> {
              request.servletRequest().setAttribute(SERVICE, SESSION_SERVICE);
              return request;
            })
        .build()
        .and(
            route("executions")
                .route(path("/executions").or(path("/executions/**")), http())
                .before(uri(edge.executionServiceUrl()))
                .before(
                    request -> {
                      request.servletRequest().setAttribute(SERVICE, EXECUTION_SERVICE);
                      return request;
                    })
                .build())
        .and(
            route("health")
                .route(path("/health").and(methods(GET, HEAD)), _ -> readiness.answer())
                .route(path("/health"), _ -> onlyRead())
                .build())
        .and(pages.routes())
        .and(route("nothing").route(RequestPredicates.all(), _ -> notFound()).build());
  }

  private static ServerResponse notFound() {
    ErrorAnswer refusal = ErrorAnswer.ofStatus(404);
    return beginning(refusal).body(refusal.body());
  }

  static ServerResponse onlyRead() {
    ErrorAnswer refusal = ErrorAnswer.ofStatus(405);
    return beginning(refusal).allow(Set.of(GET, HEAD)).body(refusal.body());
  }

  private static ServerResponse.BodyBuilder beginning(ErrorAnswer refusal) {
    return ServerResponse.status(refusal.status())
        .headers(headers -> headers.addAll(refusal.headers()));
  }
}
