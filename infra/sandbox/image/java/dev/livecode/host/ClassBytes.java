package dev.livecode.host;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Lets a program read one of its own class files. */
final class ClassBytes extends URLStreamHandler {

  private final byte[] bytes;

  ClassBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {
        connected = true;
      }

      @Override
      public int getContentLength() {
        return bytes.length;
      }

      @Override
      public InputStream getInputStream() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
