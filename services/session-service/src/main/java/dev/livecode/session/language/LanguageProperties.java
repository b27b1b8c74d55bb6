package dev.livecode.session.language;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.LanguageCatalog;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where the languages are.
 *
 * @param languages folder of language folders; text, because Spring looks for a Path on the class
 *     path first
 */
@ConfigurationProperties("livecode")
record LanguageProperties(@DefaultValue("infra/sandbox/languages") String languages) {

  @Configuration(proxyBeanMethods = false)
  static class Languages {

    @Bean
    LanguageCatalog languageCatalog(LanguageProperties properties) {
      return CatalogReader.read(Path.of(properties.languages()));
    }
  }
}
