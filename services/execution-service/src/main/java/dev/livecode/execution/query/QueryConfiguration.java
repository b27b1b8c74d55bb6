package dev.livecode.execution.query;

import dev.livecode.contracts.WireTime;
import java.time.Instant;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/** How the web side speaks: JSON whatever is asked for, times as the contract writes them. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration implements WebMvcConfigurer {

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
    negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
  }

  @Bean
  JacksonModule wireTime() {
    return new SimpleModule("wire-time").addSerializer(Instant.class, new WireTime());
  }

  @Bean
  IssuedRuns issuedRuns(RestClient.Builder builder, SessionServiceProperties service) {
    return new RememberedIssuedRuns(new HttpIssuedRuns(builder, service));
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
    return factory -> {
      // Twice as many as the edge lets through.
      factory.addConnectorCustomizers(it -> it.setProperty("maxHeaderCount", "200"));
      factory.addContextCustomizers(
          context -> {
            if (context.getParent() instanceof StandardHost host) {
              host.setErrorReportValveClass(JsonErrorValve.class.getName());
            }
          });
    };
  }
}
