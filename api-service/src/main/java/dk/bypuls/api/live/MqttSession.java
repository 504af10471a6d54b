package dk.bypuls.api.live;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.registryview.Visitor;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT client on its socket, from its first packet to its last. Nothing of it is kept beyond
 * that.
 *
 * <p>Only ever touched on its event loop.
 */
final class MqttSession {

  private final NetSocketInternal socket;
  private final MqttDoor door;
  private final ClientGroup group;
  private final Asker asker;
  private final Unacknowledged unacknowledged;

  /** Absent until it is let in. */
  private @Nullable MqttSubscriptions subscriptions;

  /** Absent until it is waited for; whoever says a little now and then does not put it off. */
  private @Nullable Future<?> greeting;

  private int unansweredPings;
  private boolean five;
  private boolean ended;

  MqttSession(NetSocketInternal socket, MqttDoor door, ClientGroup group) {
    this.socket = socket;
    this.door = door;
    this.group = group;
    this.asker = Asker.at(socket.remoteAddress());
    this.unacknowledged = new Unacknowledged(door.limits().unacknowledged());
  }

  /** Waits for its first packet. */
  void begin() {
    greeting =
        socket
            .channelHandlerContext()
            .executor()
            .schedule(
                () -> end(Ending.IS_SILENT),
                door.limits().greeting().toMillis(),
                TimeUnit.MILLISECONDS);
    socket
        .messageHandler(this::receive)
        .eventHandler(event -> idle(event instanceof IdleStateEvent))
        .exceptionHandler(broken -> {})
        .closeHandler(closed -> closed());
    socket.drainHandler(drained -> drained());
  }

  private ChannelPipeline pipeline() {
    return socket.channelHandlerContext().pipeline();
  }

  private void receive(Object message) {
    try {
      if (message instanceof MqttMessage packet && !ended) {
        if (packet.decoderResult().isFailure()) {
          notUnderstood(packet);
        } else if (packet.fixedHeader().messageType() == MqttMessageType.CONNECT) {
          connect((MqttConnectMessage) packet);
        } else if (subscriptions != null) {
          take(subscriptions, packet);
        } else {
          end(Ending.NOT_UNDERSTOOD);
        }
        listenNoFasterThanItTakes();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /**
   * Whoever does not take what it is answered could else ask on and on, and all of it would wait.
   */
  private void listenNoFasterThanItTakes() {
    if (socket.writeQueueFull()) {
      hear(false);
    }
  }

  /** Past Vert.x, which knows of no pause between packets. */
  private void hear(boolean isHeard) {
    socket.channelHandlerContext().channel().config().setAutoRead(isHeard);
  }

  /** What was read already may be thousands of them: they wait as a number. */
  private void answerPings() {
    while (unansweredPings > 0 && !socket.writeQueueFull()) {
      unansweredPings--;
      socket.writeMessage(MqttMessage.PINGRESP);
    }
  }

  private void take(MqttSubscriptions subscriptions, MqttMessage packet) {
    switch (packet.fixedHeader().messageType()) {
      case SUBSCRIBE -> subscribe(subscriptions, (MqttSubscribeMessage) packet);
      case UNSUBSCRIBE -> unsubscribe(subscriptions, (MqttUnsubscribeMessage) packet);
      case PUBACK -> {
        unacknowledged.acknowledged(
            ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId());
        subscriptions.tell();
      }
      case PINGREQ -> {
        unansweredPings++;
        answerPings();
      }
      case DISCONNECT -> socket.close();
      case PUBLISH -> end(Ending.ONLY_TELLS);
      default -> end(Ending.NOT_UNDERSTOOD);
    }
  }

  private void notUnderstood(MqttMessage unreadable) {
    if (subscriptions == null
        && unreadable.decoderResult().cause() instanceof MqttUnacceptableProtocolVersionException) {
      refuse(MqttRefusal.SPEAKS_ANOTHER_VERSION);
    } else {
      end(reasonOf(unreadable));
    }
  }

  /** Why it ends with a packet that could not be read. */
  private static Ending reasonOf(MqttMessage unreadable) {
    MqttFixedHeader begun = unreadable.fixedHeader();
    if (begun != null && begun.messageType() == MqttMessageType.PUBLISH) {
      return Ending.ONLY_TELLS;
    }
    return unreadable.decoderResult().cause() instanceof TooLongFrameException
        ? Ending.TOO_LARGE
        : Ending.NOT_UNDERSTOOD;
  }

  private void connect(MqttConnectMessage packet) {
    if (subscriptions != null) {
      end(Ending.NOT_UNDERSTOOD);
      return;
    }
    awaitNoGreeting();
    five = packet.variableHeader().version() > 4;
    Optional<MqttRefusal> refusal = door.refusal(packet, asker);
    if (refusal.isPresent()) {
      refuse(refusal.get());
    } else {
      Visitor visitor = door.visitor(packet.payload().passwordInBytes());
      subscriptions = new MqttSubscriptions(this, door, group, visitor, five);
      door.receiveMaximum(packet).ifPresent(unacknowledged::limit);
      keepAlive(packet.variableHeader().keepAliveTimeSeconds());
      boolean unnamed = packet.payload().clientIdentifier().isEmpty();
      String name = five && unnamed ? UUID.randomUUID().toString() : null;
      socket.writeMessage(MqttPackets.welcome(door.limits().packetBytes(), name));
    }
  }

  private void refuse(MqttRefusal why) {
    ended = true;
    socket.writeMessage(MqttPackets.refusal(why, five)).onComplete(sent -> hangUp());
  }

  private void awaitNoGreeting() {
    if (greeting != null) {
      greeting.cancel(false);
    }
  }

  /** Waits for one and a half times as long as the client said it would be silent at most. */
  private void keepAlive(int seconds) {
    if (seconds > 0) {
      pipeline()
          .addBefore("handler", "idle", new IdleStateHandler(seconds + seconds / 2 + 1, 0, 0));
    }
  }

  private void idle(boolean isIdle) {
    if (isIdle) {
      end(Ending.IS_SILENT);
    }
  }

  private void subscribe(MqttSubscriptions subscriptions, MqttSubscribeMessage packet) {
    List<Integer> codes = subscriptions.begin(packet.payload().topicSubscriptions());
    socket.writeMessage(MqttPackets.subscribed(packet.variableHeader().messageId(), codes));
    subscriptions.tell();
  }

  private void unsubscribe(MqttSubscriptions subscriptions, MqttUnsubscribeMessage packet) {
    List<Short> codes = subscriptions.end(packet.payload().topics());
    socket.writeMessage(MqttPackets.unsubscribed(packet.variableHeader().messageId(), five, codes));
  }

  private void drained() {
    answerPings();
    hear(true);
    if (subscriptions != null) {
      subscriptions.tell();
    }
  }

  private void closed() {
    awaitNoGreeting();
    ended = true;
    if (subscriptions != null) {
      subscriptions.end();
      door.leave(asker);
    }
  }

  boolean hasRoom() {
    return !ended && !socket.writeQueueFull();
  }

  boolean mayAwaitMore() {
    return unacknowledged.hasRoom();
  }

  int nextNumber() {
    return unacknowledged.next();
  }

  void write(Buffer bytes) {
    socket.write(bytes);
  }

  /** Ends it. Version 5 is told why, if it takes that; what waits is not waited for. */
  void end(Ending why) {
    if (!ended) {
      ended = true;
      door.ended(why);
      if (five && subscriptions != null) {
        socket.writeMessage(MqttPackets.disconnection(why));
      }
      hangUp();
    }
  }

  /** What was written while a packet is read would be flushed after that only. */
  private void hangUp() {
    var unused = socket.channelHandlerContext().flush().close();
  }
}
