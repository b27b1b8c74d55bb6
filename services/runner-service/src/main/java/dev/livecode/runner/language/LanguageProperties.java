package dev.livecode.runner.language;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the languages are.
 *
 * @param languages the folder of language folders
 */
@ConfigurationProperties("livecode")
public record LanguageProperties(@DefaultValue("infra/sandbox/languages") Path languages) {}
