package dk.bypuls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.local.MqttBroker;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** A LoRaWAN network server that publishes uplinks as fast as the broker takes them. */
final class UplinkSender implements AutoCloseable {

  private static final int UNACKNOWLEDGED = 1_000;

  private final MqttAsyncClient client;
  private final Semaphore window = new Semaphore(UNACKNOWLEDGED);

  UplinkSender(MqttBroker broker) {
    try {
      client = new MqttAsyncClient(broker.uri(), "bench", new MemoryPersistence());
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setUserName("network-server");
      options.setPassword(broker.password("network-server").getBytes(UTF_8));
      client.connect(options).waitForCompletion();
    } catch (MqttException e) {
      throw new IllegalStateException("cannot connect", e);
    }
  }

  static String topic(String application, String device, String event) {
    return "application/%s/device/%s/event/%s".formatted(application, device, event);
  }

  /** Publishes by QoS 1; waits first while many are without acknowledgement. */
  void publish(String topic, String event, Runnable acknowledged) {
    try {
      window.acquire();
      client.publish(
          topic, new MqttMessage(event.getBytes(UTF_8), 1, false, null), null, on(acknowledged));
    } catch (MqttException e) {
      throw new IllegalStateException("cannot publish", e);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  /** Waits until the broker has acknowledged all. */
  void flush() {
    window.acquireUninterruptibly(UNACKNOWLEDGED);
    window.release(UNACKNOWLEDGED);
  }

  private MqttActionListener on(Runnable acknowledged) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        acknowledged.run();
        window.release();
      }

      @Override
      public void onFailure(IMqttToken token, Throwable cause) {}
    };
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly();
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("cannot disconnect", e);
    }
  }

  /** An event of ChirpStack 4, of about a kilobyte; that number is its counter and a value. */
  static String uplink(String device, Instant time, int number) {
    return """
        {"deduplicationId":"7c0e9f5e-20a4-4d0e-9c7f-6b1d9e0a4b11","time":"%s","deviceInfo":{\
        "tenantId":"52f14cd4-c6f1-4fbd-8f87-4025e1d49242","tenantName":"Havnstrup",\
        "applicationId":"ca739e26-7b67-4f14-b69e-d568c22a5a75","applicationName":"luft",\
        "deviceProfileId":"605d08d4-65f5-4d2c-8a5a-3d2457662f79","deviceProfileName":"AQ-2",\
        "deviceName":"torvet","devEui":"%s","tags":{}},"devAddr":"00189440","adr":true,"dr":5,\
        "fCnt":%d,"fPort":2,"confirmed":false,"data":"AWcA8AJoYw==","object":{"temperature":24.05,\
        "pm25":%d,"humidity":49.5},"rxInfo":[{"gatewayId":"0016c001f153a14c","uplinkId":4217106255,\
        "rssi":-57,"snr":9.25,"channel":5,"location":{"latitude":56.1,"longitude":10.1},\
        "context":"EFwMtA==","crcStatus":"CRC_OK"}],"txInfo":{"frequency":868300000,"modulation":{\
        "lora":{"bandwidth":125000,"spreadingFactor":7,"codeRate":"CR_4_5"}}}}"""
        .formatted(time, device, number, number);
  }
}
