package dev.livecode.edge;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import dev.livecode.errors.ErrorAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Which service answers what. Everything that is not named here does not exist. */
@Configuration(proxyBeanMethods = false)
class Routes {

  private static final String SERVICE = Routes.class.getName() + ".service";
  private static final String SESSION_SERVICE = "session service";
  private static final String EXECUTION_SERVICE = "execution service";

  private static final RequestPredicate READS = methods(GET, HEAD);
  private static final RequestPredicate WRITES = methods(POST, PUT, PATCH);
  private static final RequestPredicate RUNS_OF_A_SESSION = path("/code-sessions/{id}/executions");
  private static final RequestPredicate STREAM = path("/executions/{id}/stream").and(READS);

  /** The service that the request was sent to, in words. */
  static String serviceOf(HttpServletRequest request) {
    return request.getAttribute(SERVICE) instanceof String name ? name : "service";
  }

  @Bean
  RouterFunction<ServerResponse> publicCalls(
      EdgeProperties edge, Readiness readiness, Pages pages) {
    return route("sessions")
        .route(
            path("/code-sessions")
                .or(path("/code-sessions/**").and(RUNS_OF_A_SESSION.negate()))
                .or(path("/languages"))
                .or(path("/executions/{id}/stdin"))
                .or(path("/executions/{id}/rerun"))
                .or(path("/executions/{id}").and(methods(DELETE))),
            http())
        .before(uri(edge.sessionServiceUrl()))
        .before(request -> sent(request, SESSION_SERVICE))
        .build()
        .and(
            route("execution")
                .route(path("/executions/{id}").and(WRITES), _ -> only(GET, HEAD, DELETE))
                .build())
        .and(
            route("executions")
                .route(path("/executions").or(path("/executions/**")).or(RUNS_OF_A_SESSION), http())
                .before(uri(edge.executionServiceUrl()))
                .before(request -> sent(request, EXECUTION_SERVICE))
                .build())
        .and(
            route("health")
                .route(path("/health").and(READS), _ -> readiness.answer())
                .route(path("/health"), _ -> onlyRead())
                .build())
        .and(pages.routes())
        .and(route("nothing").route(RequestPredicates.all(), _ -> notFound()).build());
  }

  private static ServerRequest sent(ServerRequest request, String service) {
    request.servletRequest().setAttribute(SERVICE, service);
    return paceOf(request).mark(request);
  }

  private static Pace paceOf(ServerRequest request) {
    if (STREAM.test(request)) {
      return Pace.STREAM;
    }
    return request.param("wait").isPresent() ? Pace.WAIT : Pace.CALL;
  }

  private static ServerResponse notFound() {
    ErrorAnswer refusal = ErrorAnswer.ofStatus(404);
    return beginning(refusal).body(refusal.body());
  }

  static ServerResponse onlyRead() {
    return only(GET, HEAD);
  }

  private static ServerResponse only(HttpMethod... methods) {
    ErrorAnswer refusal = ErrorAnswer.ofStatus(405);
    return beginning(refusal).allow(Set.of(methods)).body(refusal.body());
  }

  private static ServerResponse.BodyBuilder beginning(ErrorAnswer refusal) {
    return ServerResponse.status(refusal.status())
        .headers(headers -> headers.addAll(refusal.headers()));
  }
}
