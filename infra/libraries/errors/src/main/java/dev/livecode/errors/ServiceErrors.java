package dev.livecode.errors;

import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * All that a service behind the edge needs to answer in the contract's shape: refusals, failures of
 * its database, faults of ours, and ids in paths.
 */
@Configuration(proxyBeanMethods = false)
@Import({ErrorShape.class, ErrorAnswers.class, ErrorPage.class, PathIds.class})
public class ServiceErrors implements WebMvcConfigurer {

  private static final List<MediaType> JSON_ONLY = List.of(MediaType.APPLICATION_JSON);

  /**
   * The public calls speak JSON whatever the client says that it accepts: browsers ask for HTML.
   */
  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    var header = new HeaderContentNegotiationStrategy();
    ContentNegotiationStrategy strategy =
        request -> isActuator(request) ? header.resolveMediaTypes(request) : JSON_ONLY;
    configurer.strategies(List.of(strategy));
  }

  private static boolean isActuator(NativeWebRequest request) {
    return request.getDescription(false).startsWith("uri=/actuator");
  }

  /** Twice as many headers as the edge lets through: what is too much is its matter. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> moreHeadersThanTheEdge() {
    return factory ->
        factory.addConnectorCustomizers(it -> it.setProperty("maxHeaderCount", "200"));
  }
}
