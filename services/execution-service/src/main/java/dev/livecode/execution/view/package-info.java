/**
 * The view of one run as a pure function of its events; knows neither Kafka, nor the web, nor a
 * database.
 */
@NullMarked
package dev.livecode.execution.view;

import org.jspecify.annotations.NullMarked;
