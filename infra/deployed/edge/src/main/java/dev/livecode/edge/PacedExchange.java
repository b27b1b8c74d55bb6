package dev.livecode.edge;

import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.web.servlet.function.ServerResponse;

/** Sends each request over the connections of its pace. */
record PacedExchange(ProxyExchange calls, ProxyExchange waits, ProxyExchange streams)
    implements ProxyExchange {

  @Override
  public ServerResponse exchange(Request request) {
    ProxyExchange exchange =
        switch (Pace.of(request.getServerRequest())) {
          case CALL -> calls;
          case WAIT -> waits;
          case STREAM -> streams;
        };
    return exchange.exchange(request);
  }
}
