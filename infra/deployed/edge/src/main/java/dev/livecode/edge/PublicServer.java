package dev.livecode.edge;

import dev.livecode.errors.ErrorShape;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/** What every request passes, from outside to inside. */
@Configuration(proxyBeanMethods = false)
@Import(ErrorShape.class)
class PublicServer {

  @Bean
  FilterRegistrationBean<CorsFilter> cors(EdgeProperties edge) {
    // The same for every path: to look at it here would be to decode it in whatever charset the
    // client says that its body has.
    CorsConfiguration configuration = Cors.of(edge.cors());
    var filter = new CorsFilter(_ -> configuration);
    filter.setCorsProcessor(new Cors());
    return ordered(filter, 0);
  }

  @Bean
  FilterRegistrationBean<Door> door(EdgeProperties edge) {
    return ordered(new Door(edge.maxRequestSize().toBytes()), 1);
  }

  private static <T extends jakarta.servlet.Filter> FilterRegistrationBean<T> ordered(
      T filter, int place) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
    return factory -> {
      // Parameters are those of the query: a form's body passes like any other.
      factory.addConnectorCustomizers(
          connector -> {
            connector.setParseBodyMethods("");
            // Each that is read takes memory, whether or not all of them have come.
            connector.setProperty("maxHeaderCount", String.valueOf(RequestHead.MAX_HEADER_COUNT));
            // Nobody is told to send a body that is refused for its announced size.
            connector.setProperty("continueResponseTiming", "onRead");
            // Held for as long as a connection is open, and thousands are.
            connector.setProperty("socket.appReadBufSize", "2048");
            connector.setProperty("socket.appWriteBufSize", "4096");
          });
    };
  }
}
