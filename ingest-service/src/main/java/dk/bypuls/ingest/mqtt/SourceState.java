package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.registry.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** How a subscribed source is, for people and for metrics. */
final class SourceState {

  static final String CONNECTED = "bypuls.ingest.mqtt.connected";
  static final String CONNECTIONS = "bypuls.ingest.mqtt.connections";
  static final String RECONNECTS = "bypuls.ingest.mqtt.reconnects";
  static final String MESSAGES = "bypuls.ingest.mqtt.messages";
  static final String NOT_GUARANTEED = "bypuls.ingest.mqtt.not.guaranteed";

  private static final Logger LOG = Logger.getLogger(SourceState.class);

  private final Source source;
  private final Counter connections;
  private final Counter reconnects;
  private final Counter messages;
  private final Counter notGuaranteed;
  private volatile boolean everConnected;
  private volatile boolean connected;
  private volatile boolean guaranteed = true;
  private volatile String words = "not connected yet";

  SourceState(Source source, MeterRegistry meters) {
    this.source = source;
    Tags tags = Tags.of("tenant", source.tenant(), "source", source.id());
    connections = meters.counter(CONNECTIONS, tags);
    reconnects = meters.counter(RECONNECTS, tags);
    messages = meters.counter(MESSAGES, tags);
    notGuaranteed = meters.counter(NOT_GUARANTEED, tags);
    Gauge.builder(CONNECTED, this, state -> state.connected ? 1 : 0).tags(tags).register(meters);
  }

  void arrived(boolean acknowledgeable) {
    messages.increment();
    if (!acknowledgeable) {
      guaranteed = false;
      notGuaranteed.increment();
    }
  }

  void connected() {
    connected = true;
    connections.increment();
    if (everConnected) {
      reconnects.increment();
    }
    everConnected = true;
    words = "connected";
    log("connected to its broker");
  }

  void lost(String why) {
    connected = false;
    words = "not connected: " + why;
    log("is not connected: " + why);
  }

  void note(String what) {
    LOG.debugf("source %s: %s", source.id(), what);
  }

  private void log(String what) {
    MDC.put("tenant", source.tenant());
    MDC.put("source", source.id());
    try {
      LOG.infof("source %s %s", source.id(), what);
    } finally {
      MDC.remove("tenant");
      MDC.remove("source");
    }
  }

  /** How it is, in plain words. */
  String inWords() {
    return guaranteed
        ? words
        : words + "; not guaranteed: its sender uses QoS 0, which can lose messages";
  }
}
