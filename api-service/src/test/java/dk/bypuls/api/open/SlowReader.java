package dk.bypuls.api.open;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Somebody who reads an answer so slowly that it does not end, and yet reads on. */
final class SlowReader implements AutoCloseable {

  private static final int AT_ONCE = 16 * 1024;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Socket socket;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final Thread thread = new Thread(this::read, "test-slow-reader");
  private volatile boolean hurries;

  SlowReader(Socket socket) {
    this.socket = socket;
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try {
      InputStream in = socket.getInputStream();
      byte[] some = new byte[AT_ONCE];
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        heard.write(some, 0, count);
        if (!hurries) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } catch (IOException ended) {
      // As when an answer is broken off.
    }
  }

  /** All of it, now read as fast as it comes. */
  String rest() throws InterruptedException {
    hurries = true;
    thread.join();
    return heard.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
