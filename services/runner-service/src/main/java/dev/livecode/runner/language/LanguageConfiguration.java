package dev.livecode.runner.language;

import dev.livecode.catalog.CatalogReader;
import dev.livecode.runner.sandbox.Sandbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

  /** The programs that can be run; the sandbox gets ready for them at once. */
  @Bean
  Programs programs(LanguageProperties properties, Sandbox sandbox) {
    var programs = new Programs(CatalogReader.read(properties.languages()));
    sandbox.prepare(programs.profiles());
    return programs;
  }
}
