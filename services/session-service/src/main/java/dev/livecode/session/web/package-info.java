/**
 * Where HTTP is spoken: binds and checks what clients send, and translates what the rest answers.
 */
@NullMarked
package dev.livecode.session.web;

import org.jspecify.annotations.NullMarked;
