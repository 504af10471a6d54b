package dk.bypuls.api.open;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bypuls.api.open.Heard.Event;
import dk.bypuls.events.Withdrawn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;

/** The same feed as devices hear it. */
abstract class MqttCases extends OpenStand {

  /** As MQTT 5 says it. */
  private static final int NOT_AUTHORIZED = 0x87;

  private static final int TOO_MANY = 0x83;

  @Test
  void tellsTheSameOverMqtt() throws Exception {
    // Given a window that is there, and one who asks for all of its place with acknowledgement
    String known = publish(AIR_1, nextMinute(), 1, 4100).get(0);
    awaitLatest(known);
    String topic = "bypuls/live/havnstrup-air/havnstrup-torvet/air-temperature/PT1M";
    try (MqttListener all = new MqttListener(mqttPort, MqttListener.anyone());
        MqttListener some = new MqttListener(mqttPort, MqttListener.anyone());
        LiveClient stream = new LiveClient(port, "", null)) {
      assertThat(all.subscribe("bypuls/live/#", 0)).isZero();
      assertThat(some.subscribe("bypuls/live/+/havnstrup-torvet/#", 2)).isEqualTo(1);
      MqttListener.Message newest = all.until(message -> message.data().equals(known));
      some.until(message -> message.data().equals(known));

      // When
      Instant start = nextMinute();
      List<String> published = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        published.addAll(publish(AIR_1, start, i + 1, 4200 + i));
      }
      String elsewhere = publish(AIR_2, nextMinute(), 1, 4600).get(0);
      String last = publish(AIR_1, nextMinute(), 1, 4601).get(0);

      // Then
      assertThat(newest.retained()).isTrue();
      assertThat(newest.topic()).isEqualTo(topic);
      for (String window : published) {
        MqttListener.Message told = some.until(message -> message.data().equals(window));
        assertThat(told.retained()).isFalse();
        assertThat(told.qos()).isEqualTo(1);
        assertThat(told.event()).isEqualTo("window");
      }
      MqttListener.Message told = all.until(message -> message.data().equals(last));
      List<Event> heard = stream.until(event -> event.data().equals(last));
      assertThat(told.id()).isNotNull().isEqualTo(heard.get(heard.size() - 1).id());

      // When it is taken back, which is told in another partition and so in no order with the rest
      writer.say(
          new Withdrawn(OpenTown.PUBLIC, start, start.plus(1, ChronoUnit.MINUTES), "a fault"));

      // Then
      assertThat(all.until(message -> "withdrawn".equals(message.event())).topic())
          .isEqualTo("bypuls/live/havnstrup-air/withdrawn");
      some.until(message -> message.data().equals(last));
      assertThat(some.hasHeard(message -> message.data().equals(elsewhere))).isFalse();
    }
  }

  @Test
  void letsAnMqttClientSubscribeBelowTheFeedAloneAndNeverPublish() throws Exception {
    try (MqttListener client = new MqttListener(mqttPort, MqttListener.anyone())) {
      // Given
      for (String filter : List.of("#", "+/live/#", "$SYS/#", "application/#")) {
        assertThat(client.subscribe(filter, 0)).as(filter).isEqualTo(NOT_AUTHORIZED);
      }
      for (int i = 0; i < 32; i++) {
        assertThat(client.subscribe("bypuls/live/dataset-" + i + "/#", 0)).isZero();
      }
      assertThat(client.subscribe("bypuls/live/one-more/#", 0)).isEqualTo(TOO_MANY);

      // When
      try {
        client.client().publish("bypuls/live/havnstrup-air/x", new byte[1], 0, true);
      } catch (MqttException disconnected) {
        // The answer may come before its client knows that all was sent.
      }

      // Then
      MqttDisconnectResponse ending = client.ending();
      assertThat(ending).isNotNull();
      assertThat(ending.getReasonString()).contains("only tells");
    }
    MqttConnectionOptions willing = MqttListener.anyone();
    willing.setWill("bypuls/live/x", new MqttMessage(new byte[1]));
    assertThatThrownBy(() -> new MqttListener(mqttPort, willing)).isNotNull();
  }

  @Test
  void speaksMqttOfTheThirdVersionToo() throws Exception {
    // Given
    String known = publish(AIR_2, nextMinute(), 1, 4700).get(0);
    awaitLatest(known);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    org.eclipse.paho.client.mqttv3.MqttClient client =
        new org.eclipse.paho.client.mqttv3.MqttClient(
            "tcp://127.0.0.1:" + mqttPort,
            "old",
            new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence());
    client.connect();

    // When
    client.subscribe(
        "bypuls/live/+/havnstrup-havnen/#",
        1,
        (topic, message) ->
            told.add(message.isRetained() + " " + new String(message.getPayload(), UTF_8)));

    // Then
    Awaitility.await().until(() -> told.contains("true " + known));
    String next = publish(AIR_2, nextMinute(), 1, 4701).get(0);
    Awaitility.await().until(() -> told.contains("false " + next));
    client.unsubscribe("bypuls/live/+/havnstrup-havnen/#");
    assertThatThrownBy(() -> client.subscribe("#"))
        .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
    client.disconnect();
    client.close();
  }
}
