package dev.livecode.session.web;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
    return factory -> {
      // Twice as many as the edge lets through.
      factory.addConnectorCustomizers(it -> it.setProperty("maxHeaderCount", "200"));
      factory.addContextCustomizers(
          context -> {
            if (context.getParent() instanceof StandardHost host) {
              host.setErrorReportValveClass(JsonErrorReportValve.class.getName());
            }
          });
    };
  }

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

  private static final List<MediaType> JSON_ONLY = List.of(MediaType.APPLICATION_JSON);

  private static boolean isActuator(NativeWebRequest request) {
    return request.getDescription(false).startsWith("uri=/actuator");
  }
}
