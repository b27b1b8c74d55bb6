package dev.livecode.runner.language;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.catalog.LanguageCatalog;
import dev.livecode.runner.sandbox.Sandbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

  @Bean
  LanguageCatalog languageCatalog(LanguageProperties properties) {
    return CatalogReader.read(properties.languages());
  }

  @Bean
  LanguageVersions languageVersions(LanguageCatalog catalog, Sandbox sandbox) {
    return new LanguageVersions(catalog, sandbox);
  }

  /** The programs that can be run; the sandbox gets ready for them at once. */
  @Bean
  Programs programs(LanguageCatalog catalog, Sandbox sandbox) {
    var programs = new Programs(catalog);
    sandbox.prepare(programs.profiles());
    return programs;
  }
}
