package dk.bypuls.ingest.mqtt;

import dk.bypuls.events.registry.Source;

/** What a source's subscription is called by its broker. */
final class Subscriptions {

  private Subscriptions() {}

  /** The topic filter, shared among the instances of the group where there is one. */
  static String filter(Source.Mqtt mqtt) {
    return mqtt.dividesAmongInstances()
        ? "$share/" + mqtt.group() + "/" + mqtt.topic()
        : mqtt.topic();
  }

  /** The name of an instance's session for a source: the same at each start. */
  static String clientId(String instance, String source) {
    return "bypuls-" + instance + "-" + source;
  }
}
