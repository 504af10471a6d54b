package dk.bypuls.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection, on which one question is asked after the other with nothing between. */
final class OneLine implements AutoCloseable {

  private static final int ENOUGH = 64 * 1024;
  private static final String STATUS = "HTTP/1.1 200 ";
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream answers;

  OneLine(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      answers = new BufferedInputStream(socket.getInputStream(), ENOUGH);
    } catch (IOException e) {
      throw new UncheckedIOException("nobody answers", e);
    }
  }

  /** Asks, and answers what came of it. */
  String ask(String path) {
    try {
      String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String status = line();
      int length = 0;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
          length = Integer.parseInt(header.substring(LENGTH.length()).strip());
        }
      }
      String body = new String(answers.readNBytes(length), StandardCharsets.UTF_8);
      if (!status.startsWith(STATUS)) {
        throw new IllegalStateException(path + " is answered with " + status + ": " + body);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("no answer", e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // It is gone as it should be.
    }
  }
}
