package dk.bypuls.api.open;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Somebody who asks for HTTP/2 by {@code Upgrade: h2c}, one frame after the other. */
final class UpgradingClient implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int SETTINGS = 4;
  static final int PING = 6;

  private static final int END_OF_STREAM = 1;
  private static final int ACKNOWLEDGED = 1;
  private static final int PATIENCE_MS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /** A frame that came. */
  record Frame(int type, int flags, int stream, ByteBuffer payload) {

    boolean isLastOfStream() {
      return (type == DATA || type == HEADERS) && (flags & END_OF_STREAM) != 0;
    }
  }

  UpgradingClient(int port, String method, String path) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
    out.write(
        (method
                + " "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n")
            .getBytes(US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
  }

  Frame next() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    return new Frame(type, flags, stream, ByteBuffer.wrap(in.readNBytes(length)));
  }

  /** Says what a client of HTTP/2 says first, and that it heard the ping. */
  void begin(Frame ping) throws IOException {
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    send(SETTINGS, 0, new byte[0]);
    send(PING, ACKNOWLEDGED, ping.payload().array());
  }

  private void send(int type, int flags, byte[] payload) throws IOException {
    out.writeByte(0);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(0);
    out.write(payload);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
