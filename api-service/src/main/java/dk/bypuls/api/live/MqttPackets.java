package dk.bypuls.api.live;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the MQTT feed answers, apart from what it tells. Properties are for version 5 alone. */
final class MqttPackets {

  static final int RECEIVE_MAXIMUM = 0x21;
  static final int MAXIMUM_PACKET_SIZE = 0x27;

  private static final int SESSION_EXPIRY_INTERVAL = 0x11;
  private static final int ASSIGNED_CLIENT_IDENTIFIER = 0x12;
  private static final int REASON_STRING = 0x1F;
  private static final int MAXIMUM_QOS = 0x24;
  private static final int SUBSCRIPTION_IDENTIFIERS_AVAILABLE = 0x29;
  private static final int SHARED_SUBSCRIPTIONS_AVAILABLE = 0x2A;

  private MqttPackets() {}

  /** Lets a client in, and says what is not served here. */
  static MqttConnAckMessage welcome(int packetBytes, @Nullable String assignedName) {
    MqttProperties limits = new MqttProperties();
    limits.add(new IntegerProperty(SESSION_EXPIRY_INTERVAL, 0));
    limits.add(new IntegerProperty(MAXIMUM_QOS, 1));
    limits.add(new IntegerProperty(MAXIMUM_PACKET_SIZE, packetBytes));
    limits.add(new IntegerProperty(SUBSCRIPTION_IDENTIFIERS_AVAILABLE, 0));
    limits.add(new IntegerProperty(SHARED_SUBSCRIPTIONS_AVAILABLE, 0));
    if (assignedName != null) {
      limits.add(new StringProperty(ASSIGNED_CLIENT_IDENTIFIER, assignedName));
    }
    return connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, limits);
  }

  static MqttConnAckMessage refusal(MqttRefusal why, boolean toFive) {
    return connAck(why.code(toFive), reason(why.text()));
  }

  private static MqttConnAckMessage connAck(MqttConnectReturnCode code, MqttProperties said) {
    return MqttMessageBuilders.connAck().returnCode(code).properties(said).build();
  }

  static MqttMessage disconnection(Ending why) {
    return MqttMessageBuilders.disconnect()
        .reasonCode(why.reasonCode())
        .properties(reason(why.text()))
        .build();
  }

  static MqttSubAckMessage subscribed(int number, List<Integer> codes) {
    return new MqttSubAckMessage(
        header(MqttMessageType.SUBACK),
        new MqttMessageIdAndPropertiesVariableHeader(number, MqttProperties.NO_PROPERTIES),
        new MqttSubAckPayload(codes));
  }

  /** Version 3 is told no codes. */
  static MqttUnsubAckMessage unsubscribed(int number, boolean toFive, Collection<Short> codes) {
    return new MqttUnsubAckMessage(
        header(MqttMessageType.UNSUBACK),
        new MqttMessageIdAndPropertiesVariableHeader(number, MqttProperties.NO_PROPERTIES),
        new MqttUnsubAckPayload(toFive ? codes : List.of()));
  }

  private static MqttFixedHeader header(MqttMessageType type) {
    return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
  }

  private static MqttProperties reason(String text) {
    MqttProperties said = new MqttProperties();
    said.add(new StringProperty(REASON_STRING, text));
    return said;
  }
}
