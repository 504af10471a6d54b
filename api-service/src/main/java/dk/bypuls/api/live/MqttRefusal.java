package dk.bypuls.api.live;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;

/** Why an MQTT client is not let in, in the words of both versions. */
enum MqttRefusal {
  /** Which one it speaks the decoder does not say: it is answered as the older one asks. */
  SPEAKS_ANOTHER_VERSION(
      MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
      MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION,
      "This feed speaks MQTT 3.1.1 and 5."),
  /** A will is a message that would be published. */
  HAS_WILL(
      MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
      MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
      "This feed only tells. Connect without a will."),
  HAS_NO_NAME(
      MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
      MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID,
      "Give a client id, or ask for a clean session."),
  TAKES_TOO_LITTLE(
      MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
      MqttConnectReturnCode.CONNECTION_REFUSED_PACKET_TOO_LARGE,
      "Packets of this feed have up to 16384 bytes. Allow at least that many."),
  IS_FULL(
      MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
      MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY,
      "As many clients listen as this service serves at once. Try again later."),
  IS_STARTING(
      MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
      MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5,
      "Live is starting: it reads what there is. Try again.");

  /** How long the packets are that a client must be able to take. */
  static final int LONGEST_PACKET = 16_384;

  private final MqttConnectReturnCode three;
  private final MqttConnectReturnCode five;
  private final String text;

  MqttRefusal(MqttConnectReturnCode three, MqttConnectReturnCode five, String text) {
    this.three = three;
    this.five = five;
    this.text = text;
  }

  MqttConnectReturnCode code(boolean toFive) {
    return toFive ? five : three;
  }

  /** What version 5 can say in words. */
  String text() {
    return text;
  }
}
