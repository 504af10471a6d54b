package dk.bypuls.api.live;

import dk.bypuls.api.allowance.Asker;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.usage.Usage;
import dk.bypuls.events.Sha256;
import dk.bypuls.events.registry.Dataset;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is let in to the MQTT feed, and to what. */
@ApplicationScoped
public class MqttDoor {

  private static final int LONGEST_KEY = 512;

  private final RegistryView registry;
  private final LiveFeed feed;
  private final LiveLimits limits;
  private final Clients clients;
  private final Usage usage;

  MqttDoor(RegistryView registry, LiveFeed feed, LiveLimits limits, Clients clients, Usage usage) {
    this.registry = registry;
    this.feed = feed;
    this.limits = limits;
    this.clients = clients;
    this.usage = usage;
  }

  LiveLimits.Mqtt limits() {
    return limits.mqtt();
  }

  /** Why a client is not let in; who is has a seat from now on. */
  Optional<MqttRefusal> refusal(MqttConnectMessage packet, Asker asker) {
    if (packet.variableHeader().version() < MqttVersion.MQTT_3_1_1.protocolLevel()) {
      return Optional.of(MqttRefusal.SPEAKS_ANOTHER_VERSION);
    }
    if (packet.variableHeader().isWillFlag()) {
      return Optional.of(MqttRefusal.HAS_WILL);
    }
    if (packet.payload().clientIdentifier().isEmpty()
        && !packet.variableHeader().isCleanSession()
        && packet.variableHeader().version() <= 4) {
      return Optional.of(MqttRefusal.HAS_NO_NAME);
    }
    if (number(packet, MqttPackets.MAXIMUM_PACKET_SIZE)
        .filter(most -> most < MqttRefusal.LONGEST_PACKET)
        .isPresent()) {
      return Optional.of(MqttRefusal.TAKES_TOO_LITTLE);
    }
    if (!registry.isRead() || feed.state().isEmpty()) {
      return Optional.of(MqttRefusal.IS_STARTING);
    }
    return clients.tryEnter(asker) ? Optional.empty() : Optional.of(MqttRefusal.IS_FULL);
  }

  /** How many messages that client acknowledges later; empty where it does not say. */
  Optional<Integer> receiveMaximum(MqttConnectMessage packet) {
    return number(packet, MqttPackets.RECEIVE_MAXIMUM);
  }

  private static Optional<Integer> number(MqttConnectMessage packet, int property) {
    return packet.variableHeader().properties().getProperty(property)
            instanceof MqttProperties.IntegerProperty given
        ? Optional.of(given.value())
        : Optional.empty();
  }

  /** Whose key that is. As over HTTP, who sends none that is known is anyone. */
  Visitor visitor(byte @Nullable [] password) {
    return password == null || password.length == 0 || password.length > LONGEST_KEY
        ? Visitor.ANYONE
        : registry.current().visitorWith(Sha256.hex(new String(password, StandardCharsets.UTF_8)));
  }

  /** Begins to tell a client, with the newest window of every series where it wants these. */
  void open(Client client, boolean wantsKnown) {
    Optional<LiveState> state = feed.state();
    if (state.isEmpty()) {
      client.disconnect(Ending.STARTS_AGAIN);
    } else if (wantsKnown) {
      client.open(state.get(), Opening.of(state.get(), registry.current(), client.wishes()));
    } else {
      client.follow(state.get());
    }
  }

  /** The datasets that who subscribed to these filters hears, of those it may know of. */
  Set<String> heardBy(Set<String> filters, Visitor visitor) {
    List<TopicFilter> all =
        filters.stream().map(filter -> TopicFilter.of(filter, visitor)).toList();
    return registry.current().shownTo(visitor).stream()
        .map(Dataset::id)
        .filter(dataset -> all.stream().anyMatch(filter -> filter.hears(dataset)))
        .collect(Collectors.toSet());
  }

  /** Counts one more who listens to that dataset, until what is returned is run. */
  Runnable countListening(String dataset) {
    return usage.listening(List.of(dataset));
  }

  void ended(Ending why) {
    clients.ended(why);
  }

  /** Gives back the seat of a client that was let in. */
  void leave(Asker asker) {
    clients.leave(asker);
  }
}
