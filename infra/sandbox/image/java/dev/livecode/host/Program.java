package dev.livecode.host;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A compiled program: the loader of its classes. No frame of it is seen in a stack trace. */
final class Program extends ClassLoader {

  private static final String CLASS = ".class";

  private final List<String> entryNames;
  private final Map<String, byte[]> classes;
  private final Path folder;
  private final ProtectionDomain domain;

  Program(List<String> entryNames, Map<String, byte[]> classes, Path file)
      throws MalformedURLException {
    super(getSystemClassLoader());
    this.entryNames = entryNames;
    this.classes = classes;
    this.folder = file.toAbsolutePath().getParent();
    // As if javac had written the classes beside the source.
    var source = new CodeSource(folder.toUri().toURL(), (Certificate[]) null);
    this.domain = new ProtectionDomain(source, null, this, null);
  }

  /** The class in which a main method is looked for after so many others, or null. For host.c. */
  Class<?> candidate(int others) throws ClassNotFoundException {
    Thread.currentThread().setContextClassLoader(this);
    return others < entryNames.size() ? loadClass(entryNames.get(others)) : null;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      var missing = new ClassNotFoundException(name);
      missing.setStackTrace(withoutUs(missing.getStackTrace()));
      throw missing;
    }
    try {
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (Error e) {
      e.setStackTrace(withoutUs(e.getStackTrace()));
      throw e;
    }
  }

  @Override
  protected URL findResource(String name) {
    try {
      if (name.endsWith(CLASS) && classes.containsKey(className(name))) {
        return URL.of(URI.create("memory:/" + name), new ClassBytes(classes.get(className(name))));
      }
      Path file = folder.resolve(name);
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (IllegalArgumentException | MalformedURLException e) {
      return null;
    }
  }

  private static String className(String resource) {
    return resource.substring(0, resource.length() - CLASS.length()).replace('/', '.');
  }

  private static StackTraceElement[] withoutUs(StackTraceElement[] trace) {
    String us = Program.class.getName();
    return Arrays.stream(trace)
        .filter(frame -> !frame.getClassName().equals(us))
        .toArray(StackTraceElement[]::new);
  }
}
