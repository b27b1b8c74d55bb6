package dev.livecode.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Connections to the services: kept open, passed on unchanged, and never trusted for long. */
@Configuration(proxyBeanMethods = false)
class Backends {

  private static final int CALLS = 1_000;

  /** Who watches or waits can come again at once: nobody queues for its connection. */
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private static final int SMALL_BUFFER = 2 * 1024;

  @Bean
  ClientHttpRequestFactory toBackends(CloseableHttpClient calls) {
    return new HttpComponentsClientHttpRequestFactory(calls);
  }

  @Bean
  CloseableHttpClient calls(EdgeProperties edge) {
    return client(edge, edge.connectTimeout(), CALLS, edge.readTimeout());
  }

  @Bean
  CloseableHttpClient waits(EdgeProperties edge) {
    return client(edge, AT_ONCE, edge.waits().atOnce(), edge.waits().readTimeout());
  }

  @Bean
  CloseableHttpClient streams(EdgeProperties edge) {
    return client(edge, AT_ONCE, edge.streams().atOnce(), edge.streams().readTimeout());
  }

  @Bean
  StreamExchange streamExchange(CloseableHttpClient streams) {
    return new StreamExchange(streams);
  }

  @Bean
  @Primary
  PacedExchange pacedExchange(
      RestClient.Builder builder,
      CloseableHttpClient waits,
      StreamExchange streams,
      GatewayMvcProperties gateway) {
    RestClient patient =
        builder.clone().requestFactory(new HttpComponentsClientHttpRequestFactory(waits)).build();
    return new PacedExchange(
        new RestClientProxyExchange(builder.build(), gateway),
        new RestClientProxyExchange(patient, gateway),
        streams);
  }

  private static CloseableHttpClient client(
      EdgeProperties edge, Duration queue, int connections, Duration silence) {
    return HttpClients.custom()
        .setConnectionManager(connections(edge, connections, silence))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(queue))
                .setResponseTimeout(Timeout.of(silence))
                // Shorter than Tomcat's own 20 s, so that it is seldom the one who hangs up.
                .setDefaultKeepAlive(15, TimeUnit.SECONDS)
                .build())
        .setRetryStrategy(new RetryOnce())
        .disableContentCompression()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableDefaultUserAgent()
        .build();
  }

  private static HttpClientConnectionManager connections(
      EdgeProperties edge, int perService, Duration silence) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(Http1Config.custom().setBufferSize(SMALL_BUFFER).build())
                .build())
        .setMaxConnTotal(2 * perService)
        .setMaxConnPerRoute(perService)
        .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(edge.connectTimeout()))
                .setSocketTimeout(Timeout.of(silence))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                .build())
        .build();
  }
}
