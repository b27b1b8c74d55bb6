package dev.livecode.edge;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.stereotype.Component;

/**
 * The gateway learns its filters of headers when the context is refreshed, and by then its server
 * takes calls: those of the first moment would fail, or pass with whatever address the client says
 * that it has. Here it learns them before.
 */
@Component
class FiltersBeforeCalls implements SmartInitializingSingleton {

  private final ProxyExchangeHandlerFunction calls;
  private final ApplicationContext context;

  FiltersBeforeCalls(ProxyExchangeHandlerFunction calls, ApplicationContext context) {
    this.calls = calls;
    this.context = context;
  }

  @Override
  public void afterSingletonsInstantiated() {
    calls.onApplicationEvent(new ContextRefreshedEvent(context));
  }
}
