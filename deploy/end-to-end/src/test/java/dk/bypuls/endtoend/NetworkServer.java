package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.events.Origin;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * A LoRaWAN network server that publishes uplinks in ChirpStack's shape and waits for each
 * acknowledgement.
 */
final class NetworkServer implements AutoCloseable {

  private static final int IN_FLIGHT = 500;

  private final MqttAsyncClient client;
  private final String application;
  private final Semaphore window = new Semaphore(IN_FLIGHT);
  private final AtomicLong acknowledged = new AtomicLong();

  NetworkServer(TestCity city, String application) throws MqttException {
    this.application = application;
    client =
        new MqttAsyncClient(city.mqtt(), "network-server-" + application, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("network-server");
    options.setPassword(city.password("mqtt-network-server").getBytes(UTF_8));
    client.connect(options).waitForCompletion(60_000);
  }

  /** Publishes and returns when there is room for the next. */
  void publish(Uplink uplink) throws MqttException, InterruptedException {
    publish(
        "application/" + application + "/device/" + uplink.devEui() + "/event/up", uplink.json());
  }

  void publish(String topic, String payload) throws MqttException, InterruptedException {
    window.acquire();
    client.publish(
        topic,
        new MqttMessage(payload.getBytes(UTF_8), 1, false, null),
        null,
        new MqttActionListener() {
          @Override
          public void onSuccess(IMqttToken token) {
            acknowledged.incrementAndGet();
            window.release();
          }

          @Override
          public void onFailure(IMqttToken token, Throwable cause) {
            window.release();
          }
        });
  }

  /** How many the broker has taken over. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** Returns when the broker has all that was published. */
  void awaitAcknowledgements() throws InterruptedException {
    window.acquire(IN_FLIGHT);
    window.release(IN_FLIGHT);
  }

  @Override
  public void close() throws MqttException {
    client.disconnect().waitForCompletion(60_000);
    client.close();
  }

  /**
   * One uplink.
   *
   * @param extra further JSON members of the decoded object, such as a field that nobody declared
   */
  record Uplink(String devEui, long fCnt, Instant time, double temperature, String extra) {

    private byte[] payload() {
      return Double.toString(temperature).getBytes(UTF_8);
    }

    Origin origin() {
      return Origin.ofUplink(devEui, "01ab23cd", fCnt, payload());
    }

    String json() {
      return """
          {"deduplicationId":"%s","time":"%s",
           "deviceInfo":{"tenantName":"Prove","applicationId":"prove","deviceName":"thing","devEui":"%s"},
           "devAddr":"01ab23cd","adr":true,"dr":5,"fCnt":%d,"fPort":2,"confirmed":false,"data":"%s",
           "object":{"temperature":%s%s},
           "rxInfo":[{"gatewayId":"0016c001ff10a235","uplinkId":4211,"rssi":-97,"snr":7.5}],
           "txInfo":{"frequency":868100000}}
          """
          .formatted(
              new java.util.UUID(devEui.hashCode(), fCnt),
              time,
              devEui,
              fCnt,
              Base64.getEncoder().encodeToString(payload()),
              temperature,
              extra);
    }
  }
}
