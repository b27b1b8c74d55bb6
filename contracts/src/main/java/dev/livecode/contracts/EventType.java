package dev.livecode.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a type of event on the wire, with its version. Never changed: a breaking change is a
 * new record beside the old one. The schema of the same name in docs/schemas locks its JSON.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface EventType {

  /** Such as {@code dev.livecode.run.started.v1}. */
  String value();
}
