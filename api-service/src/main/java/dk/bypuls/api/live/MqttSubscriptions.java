package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Visitor;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an MQTT client has subscribed to: a client of the feed for each topic filter. */
final class MqttSubscriptions {

  private static final int REFUSED_BY_THREE = 0x80;
  private static final short NO_SUBSCRIPTION = 0x11;

  private final MqttSession session;
  private final MqttDoor door;
  private final ClientGroup group;
  private final Visitor visitor;
  private final boolean five;
  private final HeardDatasets heard;
  private final Map<String, Client> byFilter = new LinkedHashMap<>();

  MqttSubscriptions(
      MqttSession session, MqttDoor door, ClientGroup group, Visitor visitor, boolean five) {
    this.session = session;
    this.door = door;
    this.group = group;
    this.visitor = visitor;
    this.five = five;
    this.heard = new HeardDatasets(door::countListening);
  }

  /** Begins those that may be; answers what is said to each. Nothing is told yet. */
  List<Integer> begin(List<MqttTopicSubscription> asked) {
    List<Integer> codes = new ArrayList<>();
    // Of one that is there several times the last holds: to begin each would cost as much as it
    // says.
    Map<String, MqttTopicSubscription> last = new HashMap<>();
    asked.forEach(one -> last.put(one.topicFilter(), one));
    for (MqttTopicSubscription one : asked) {
      Optional<TopicFilter.Refusal> refusal = refusal(one.topicFilter());
      if (refusal.isPresent()) {
        codes.add(five ? refusal.get().code() : REFUSED_BY_THREE);
      } else {
        boolean acknowledged = one.option().qos().value() > 0;
        if (one.equals(last.get(one.topicFilter()))) {
          begin(one, acknowledged);
        }
        codes.add(acknowledged ? 1 : 0);
      }
    }
    count();
    return codes;
  }

  private Optional<TopicFilter.Refusal> refusal(String filter) {
    boolean more = !byFilter.containsKey(filter);
    return more && byFilter.size() >= door.limits().subscriptions()
        ? Optional.of(TopicFilter.Refusal.TOO_MANY)
        : TopicFilter.refusal(filter);
  }

  private void begin(MqttTopicSubscription asked, boolean acknowledged) {
    Client client =
        new Client(
            new MqttSubscription(session, new MqttForm(five, acknowledged)),
            TopicFilter.of(asked.topicFilter(), visitor),
            ClientGroup.nowMillis());
    Client former = byFilter.put(asked.topicFilter(), client);
    if (former != null) {
      stop(former);
    }
    group.add(client);
    boolean wantsKnown =
        switch (asked.option().retainHandling()) {
          case SEND_AT_SUBSCRIBE -> true;
          case SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS -> former == null;
          case DONT_SEND_AT_SUBSCRIBE -> false;
        };
    door.open(client, wantsKnown);
  }

  /** Ends those that are there; answers what is said to each. */
  List<Short> end(List<String> filters) {
    List<Short> codes = new ArrayList<>();
    for (String filter : filters) {
      Client former = byFilter.remove(filter);
      codes.add(former == null ? NO_SUBSCRIPTION : (short) 0);
      if (former != null) {
        stop(former);
      }
    }
    count();
    return codes;
  }

  /** Ends all of them. */
  void end() {
    byFilter.values().forEach(this::stop);
    byFilter.clear();
    count();
  }

  private void count() {
    heard.are(door.heardBy(byFilter.keySet(), visitor));
  }

  private void stop(Client client) {
    group.remove(client);
    client.closed();
  }

  /** Tells what is new, as far as there is room. */
  void tell() {
    List.copyOf(byFilter.values()).forEach(group::tell);
  }
}
