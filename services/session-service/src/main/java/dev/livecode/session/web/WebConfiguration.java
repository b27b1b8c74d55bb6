package dev.livecode.session.web;

import dev.livecode.errors.ServiceErrors;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ServiceErrors.class)
class WebConfiguration {}
