package dev.livecode.edge;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/** Connections to the services: kept open, passed on unchanged, and never trusted for long. */
@Configuration(proxyBeanMethods = false)
class Backends {

  private static final int CONNECTIONS = 1_000;

  @Bean
  ClientHttpRequestFactory toBackends(CloseableHttpClient client) {
    return new HttpComponentsClientHttpRequestFactory(client);
  }

  @Bean
  CloseableHttpClient httpClient(EdgeProperties edge) {
    return HttpClients.custom()
        .setConnectionManager(connections(edge))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(edge.connectTimeout()))
                .setResponseTimeout(timeout(edge.readTimeout()))
                // Shorter than Tomcat's own 20 s, so that it is seldom the one who hangs up.
                .setDefaultKeepAlive(15, java.util.concurrent.TimeUnit.SECONDS)
                .build())
        .setRetryStrategy(new RetryOnce())
        .disableContentCompression()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableDefaultUserAgent()
        .build();
  }

  private static HttpClientConnectionManager connections(EdgeProperties edge) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(2 * CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS)
        .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(edge.connectTimeout()))
                .setSocketTimeout(timeout(edge.readTimeout()))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                .build())
        .build();
  }

  private static Timeout timeout(java.time.Duration duration) {
    return Timeout.of(duration);
  }
}
