package dk.bypuls.ingest.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain connections whose input is buffered. Paho reads the head of a message byte by byte,
 * and without a buffer each byte is a call of the operating system; a TLS connection has one.
 */
final class BufferedSockets extends SocketFactory {

  private static final int BUFFER_BYTES = 64 * 1024;

  @Override
  public Socket createSocket() {
    return new Buffered();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  private static Socket connected(InetSocketAddress remote) throws IOException {
    return connected(remote, new InetSocketAddress(0));
  }

  private static Socket connected(InetSocketAddress remote, InetSocketAddress local)
      throws IOException {
    Socket socket = new Buffered();
    socket.bind(local);
    socket.connect(remote);
    return socket;
  }

  private static final class Buffered extends Socket {

    private @Nullable InputStream input;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      InputStream made = input;
      if (made == null) {
        made = new Input(super.getInputStream());
        input = made;
      }
      return made;
    }
  }

  /** Does not ask the operating system what is available while it has some itself. */
  private static final class Input extends BufferedInputStream {

    Input(InputStream in) {
      super(in, BUFFER_BYTES);
    }

    @Override
    public synchronized int available() throws IOException {
      return count > pos ? count - pos : super.available();
    }
  }
}
