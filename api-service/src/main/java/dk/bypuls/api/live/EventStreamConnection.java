package dk.bypuls.api.live;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens to server-sent events.
 *
 * <p>What others are sent too goes past Vert.x to the socket, as a chunk that is made once for all.
 * Room is still what Vert.x says it is: both count what waits in the same channel.
 */
final class EventStreamConnection implements Connection {

  static final String MEDIA_TYPE = "text/event-stream";

  private static final Buffer GREETING = Buffer.buffer("retry: 2000\n\n");
  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

  private final RoutingContext request;
  private final HttpServerResponse response;
  private final Clients clients;
  private @Nullable ChannelHandlerContext wire;

  EventStreamConnection(RoutingContext request, Clients clients) {
    this.request = request;
    this.response = request.response();
    this.clients = clients;
  }

  /** Begins the answer. */
  void greet() {
    putHeaders(response).setChunked(true).exceptionHandler(broken -> {});
    response.write(GREETING);
    wire = wire();
  }

  /** What is said of every such answer. */
  static HttpServerResponse putHeaders(HttpServerResponse response) {
    return response
        .putHeader("Content-Type", MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        // Packed for each, the bytes would be shared by nobody.
        .putHeader("Content-Encoding", "identity")
        .putHeader("X-Accel-Buffering", "no");
  }

  /** Where a chunk can be written as it is; absent where the protocol knows no chunks. */
  private @Nullable ChannelHandlerContext wire() {
    return request.request().version() == HttpVersion.HTTP_1_1
            && request.request().connection() instanceof ConnectionBase carrier
        ? carrier.channel().pipeline().context(HttpResponseEncoder.class)
        : null;
  }

  @Override
  public Form form() {
    return Form.EVENT_STREAM;
  }

  /** Vert.x asks the same channel, behind a lock and some objects that nobody else needs. */
  @Override
  public boolean hasRoom() {
    return wire == null ? !response.writeQueueFull() : wire.channel().isWritable();
  }

  @Override
  public void write(Buffer bytes) {
    response.write(bytes);
  }

  @Override
  public void write(SharedBytes shared) {
    if (wire == null) {
      write(shared.bytes());
    } else {
      // Nobody waits for it: a connection that breaks ends by itself.
      var unused = wire.writeAndFlush(shared.chunk(), wire.voidPromise());
    }
  }

  /**
   * Nothing comes back, so all that is known is that it takes what it is sent. An id without data
   * is no event, and is kept all the same: who hears seldom of what they want would else come back
   * with an id from long ago.
   */
  @Override
  public boolean beat(@Nullable String id) {
    response.write(id == null ? HEARTBEAT : Buffer.buffer(":\nid: " + id + "\n\n"));
    return true;
  }

  /** What was begun cannot say why it ends; whoever comes back is told. */
  @Override
  public void end(Ending why) {
    clients.ended(why);
    if (request.request().version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      request.request().connection().close();
    }
  }
}
