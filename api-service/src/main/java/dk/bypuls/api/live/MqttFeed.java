package dk.bypuls.api.live;

import dk.bypuls.api.surface.OpenSurface;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The live feed for those who speak MQTT, on a port of its own. It is no broker: there is nothing
 * to publish to, and nothing is kept for those who are away.
 */
@ApplicationScoped
public class MqttFeed {

  private static final Logger LOG = Logger.getLogger(MqttFeed.class);
  private static final int MOST_LOOPS = 4;

  /** How many sockets may be open beyond the seats, for those who have not said who they are. */
  private static final int STRANGERS = 1_000;

  private final Vertx vertx;
  private final MqttDoor door;
  private final Clients clients;
  private final LiveLimits limits;
  private final AtomicInteger sockets = new AtomicInteger();

  MqttFeed(Vertx vertx, MqttDoor door, Clients clients, LiveLimits limits) {
    this.vertx = vertx;
    this.door = door;
    this.clients = clients;
    this.limits = limits;
  }

  void start(@Observes StartupEvent event) {
    int port = limits.mqtt().port();
    if (port == 0) {
      LOG.info("the MQTT feed is switched off (bypuls.live.mqtt.port is 0)");
      return;
    }
    if (!OpenSurface.isListed(OpenSurface.Way.MQTT, LiveTopics.ROOT + "#")) {
      throw new IllegalStateException("OpenSurface does not list the topics of the MQTT feed");
    }
    int loops = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
    try {
      vertx
          .deployVerticle(Listener::new, new DeploymentOptions().setInstances(loops))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException taken) {
      throw new IllegalStateException(
          ("The open MQTT feed cannot listen at %s:%d. Free that port, name another with"
                  + " BYPULS_LIVE_MQTT_PORT, or 0 for no feed.")
              .formatted(limits.mqtt().host(), port),
          taken);
    }
    LOG.infof("the open MQTT feed listens at %s:%d", limits.mqtt().host(), port);
  }

  private void accept(NetSocket accepted) {
    if (sockets.incrementAndGet() > limits.clients() + STRANGERS) {
      sockets.decrementAndGet();
      accepted.close();
      return;
    }
    NetSocketInternal socket = (NetSocketInternal) accepted;
    ChannelPipeline pipeline = socket.channelHandlerContext().pipeline();
    pipeline.addBefore("handler", "mqttEncoder", MqttEncoder.INSTANCE);
    pipeline.addBefore("handler", "mqttDecoder", new MqttDecoder(limits.mqtt().packetBytes()));
    socket
        .channelHandlerContext()
        .channel()
        .closeFuture()
        .addListener(closed -> sockets.decrementAndGet());
    socket.setWriteQueueMaxSize(limits.clientBuffer());
    new MqttSession(socket, door, clients.here()).begin();
  }

  /** Listens on one event loop; all of them share the port. */
  private final class Listener extends AbstractVerticle {

    @Override
    public void start(Promise<Void> listening) {
      vertx
          .createNetServer(
              new NetServerOptions()
                  .setHost(limits.mqtt().host())
                  .setPort(limits.mqtt().port())
                  .setTcpKeepAlive(true))
          .connectHandler(MqttFeed.this::accept)
          .listen()
          .<Void>mapEmpty()
          .onComplete(listening);
    }
  }
}
