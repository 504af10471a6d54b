package dk.bypuls.ingest.format.chirpstack;

import dk.bypuls.ingest.intake.InboundMessage.Way;
import dk.bypuls.ingest.intake.Outcome.Rule;
import org.jspecify.annotations.Nullable;

/** What a message of ChirpStack tells of. Its topic ends with it, or the address has it. */
enum Event {
  ACK(Rule.DOWNLINK),
  ERROR(Rule.NETWORK_ERROR),
  INTEGRATION(Rule.INTEGRATION),
  JOIN(Rule.JOIN),
  LOCATION(Rule.LOCATION),
  LOG(null),
  STATUS(null),
  TXACK(Rule.DOWNLINK),
  UP(null),
  UNKNOWN(Rule.NOT_AN_UPLINK);

  private static final String IN_TOPIC = "/event/";

  private final @Nullable Rule droppedUnread;

  Event(@Nullable Rule droppedUnread) {
    this.droppedUnread = droppedUnread;
  }

  /** The event of a message; an uplink where nobody says. */
  static Event of(Way way) {
    String topic = way.topic();
    int at = topic == null ? -1 : topic.lastIndexOf(IN_TOPIC);
    String name = topic == null || at < 0 ? way.event() : topic.substring(at + IN_TOPIC.length());
    return name == null ? UP : named(name);
  }

  private static Event named(String name) {
    return switch (name) {
      case "ack" -> ACK;
      case "error" -> ERROR;
      case "integration" -> INTEGRATION;
      case "join" -> JOIN;
      case "location" -> LOCATION;
      case "log" -> LOG;
      case "status" -> STATUS;
      case "txack" -> TXACK;
      case "up" -> UP;
      default -> UNKNOWN;
    };
  }

  /** The rule by which it is dropped unread; absent where it is to be read. */
  @Nullable Rule droppedUnread() {
    return droppedUnread;
  }
}
