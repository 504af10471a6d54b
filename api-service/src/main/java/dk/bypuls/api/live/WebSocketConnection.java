package dk.bypuls.api.live;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens on a WebSocket.
 *
 * <p>What is told goes past Vert.x to the socket as frames that are made once for all. Room is
 * still what Vert.x says it is: both count what waits in the same channel.
 */
final class WebSocketConnection implements Connection {

  private static final Buffer NOTHING = Buffer.buffer();
  private static final byte[] NO_DATA = {'{', '}'};
  private static final int UNANSWERED_PINGS = 2;

  private final ServerWebSocket socket;
  private final ChannelHandlerContext wire;
  private final Clients clients;
  private final int mostMessages;
  private int unanswered;
  private int messages;

  /**
   * A connection that may be sent so many messages between two heartbeats.
   *
   * @param carrier what the socket was made of; the socket itself may be wrapped
   */
  WebSocketConnection(
      ServerWebSocket socket, HttpConnection carrier, Clients clients, int mostMessages) {
    this.socket = socket;
    this.wire = ((ConnectionBase) carrier).channelHandlerContext();
    this.clients = clients;
    this.mostMessages = mostMessages;
    socket.exceptionHandler(broken -> {});
    socket.pongHandler(answer -> unanswered = 0);
    socket.frameHandler(this::heard);
  }

  /**
   * What clients say is passed over: many libraries send a word now and then. A ping counts like
   * any, and each part of a long message, since each costs as much: a ping is even answered,
   * whether the answers are taken or not.
   */
  private void heard(WebSocketFrame frame) {
    boolean isAnswer = frame.isClose() || frame.type() == WebSocketFrameType.PONG;
    if (!isAnswer && ++messages > mostMessages) {
      end(Ending.ONLY_TELLS);
      // Nothing more is read, or there would be no end to what is answered.
      wire.channel().config().setAutoRead(false);
    }
  }

  @Override
  public Form form() {
    return Form.TEXT_FRAMES;
  }

  @Override
  public boolean hasRoom() {
    return !socket.isClosed() && !socket.writeQueueFull();
  }

  @Override
  public void write(Buffer bytes) {
    var unused = wire.writeAndFlush(((BufferImpl) bytes).byteBuf().duplicate());
  }

  @Override
  public void write(SharedBytes shared) {
    var unused = wire.writeAndFlush(shared.plain());
  }

  /** Browsers keep pings from their pages, so the id is in a message of its own. */
  @Override
  public boolean beat(@Nullable String id) {
    messages = 0;
    socket.writePing(NOTHING);
    if (id != null) {
      Buffer alive = Buffer.buffer();
      form().write(Told.now("alive", id, null, NO_DATA), alive);
      write(alive);
    }
    return unanswered++ < UNANSWERED_PINGS;
  }

  @Override
  public void end(Ending why) {
    if (!socket.isClosed()) {
      clients.ended(why);
      socket.close(why.closeCode(), why.text());
    }
  }
}
