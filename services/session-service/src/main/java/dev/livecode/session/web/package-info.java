/** The shape of requests and errors that every call of this service shares. */
@NullMarked
package dev.livecode.session.web;

import org.jspecify.annotations.NullMarked;
