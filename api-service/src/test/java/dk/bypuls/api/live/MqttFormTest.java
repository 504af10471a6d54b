package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.events.Resolution;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand is what a decoder reads that others wrote. */
class MqttFormTest {

  private static final LiveEvent.Subject SUBJECT =
      new LiveEvent.Subject(
          "air",
          "torvet",
          "air-1",
          "pm10",
          "",
          Resolution.PT1M,
          true,
          false,
          1,
          Instant.EPOCH,
          Instant.EPOCH);

  @ParameterizedTest
  @ValueSource(ints = {2, 100, 128, 16_383, 20_000})
  void numbersAPacketOfWhateverLength(int length) {
    // Given
    String data = " ".repeat(length);
    Buffer packet = Buffer.buffer();
    new MqttForm(false, true).write(Told.known("t.1", SUBJECT, bytes(data)), packet);

    // When
    MqttForm.number(packet, 4711);

    // Then
    MqttPublishMessage read = read(MqttVersion.MQTT_3_1_1, packet);
    assertThat(read.variableHeader().packetId()).isEqualTo(4711);
    assertThat(read.variableHeader().topicName()).isEqualTo("bypuls/live/air/torvet/pm10/PT1M");
    assertThat(read.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
    assertThat(read.fixedHeader().isRetain()).isTrue();
    assertThat(read.payload().toString(StandardCharsets.UTF_8)).isEqualTo(data);
  }

  @Test
  void saysNameAndIdBesideThePayloadInTheFifthVersion() {
    // When
    Buffer packet = Buffer.buffer();
    new MqttForm(true, false).write(Told.now("window", "t.1", SUBJECT, bytes("{}")), packet);

    // Then
    MqttPublishMessage read = read(MqttVersion.MQTT_5, packet);
    assertThat(read.variableHeader().properties().getProperties(0x26).toString())
        .contains("(event, window)", "(id, t.1)");
    assertThat(read.fixedHeader().isRetain()).isFalse();
    assertThat(read.payload().toString(StandardCharsets.UTF_8)).isEqualTo("{}");
  }

  @Test
  void hasNoTopicForWhatIsAboutNoDataset() {
    // When
    Buffer packet = Buffer.buffer();
    new MqttForm(true, false).write(Told.now("reset", null, null, bytes("{}")), packet);

    // Then
    assertThat(packet.length()).isZero();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MqttPublishMessage read(MqttVersion version, Buffer packet) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(
        MqttMessageBuilders.connect().protocolVersion(version).clientId("test").build());
    ByteBuf greeting = encoder.readOutbound();
    EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder(100_000));
    decoder.writeInbound(greeting);
    assertThat(decoder.<Object>readInbound()).isNotNull();
    decoder.writeInbound(Unpooled.wrappedBuffer(packet.getBytes()));
    MqttPublishMessage read = decoder.readInbound();
    assertThat(read.decoderResult().isSuccess()).isTrue();
    return read;
  }
}
