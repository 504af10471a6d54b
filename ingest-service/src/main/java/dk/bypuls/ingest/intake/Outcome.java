package dk.bypuls.ingest.intake;

import dk.bypuls.events.Quarantined;
import java.time.Duration;
import java.util.List;

/** What became of a message. Unless it was refused, its sender may forget it. */
public sealed interface Outcome {

  /** Whether its sender may forget it. */
  default boolean settled() {
    return true;
  }

  /** Kafka has its readings. */
  record Accepted() implements Outcome {}

  /** Kafka has its sealed original. */
  record SetAside(Quarantined.Reason reason) implements Outcome {}

  /** A declared rule says that nothing of it is kept. */
  record Dropped(Rule rule) implements Outcome {}

  /** Nothing was kept: its sender must keep it and try again. */
  record Refused(Why why, Duration retryAfter) implements Outcome {
    @Override
    public boolean settled() {
      return false;
    }
  }

  /** What became of the messages that came in one body. They are settled together or not at all. */
  record Several(List<Outcome> each) implements Outcome {
    public Several {
      each = List.copyOf(each);
    }

    @Override
    public boolean settled() {
      return each.stream().allMatch(Outcome::settled);
    }
  }

  /** The rules by which a message is dropped. */
  enum Rule {
    /** It tells of a message to a device: that it was queued, sent, acknowledged, or failed. */
    DOWNLINK("downlink"),
    /** Another program added it to the network server's own events. */
    INTEGRATION("integration"),
    /** It holds identifiers and nothing else, and there is no key for any of them. */
    IDENTIFIERS_ONLY("identifiers-only"),
    /** A device joined its network. */
    JOIN("join"),
    /** It tells where a device is. */
    LOCATION("location"),
    /** The network server complains of a device's message. */
    NETWORK_ERROR("network-error"),
    /** The network server notes something about a device. */
    NETWORK_LOG("network-log"),
    /** It says once more, in the network server's own words, what the uplink said. */
    NORMALIZED_COPY("normalized-copy"),
    /** It tells of something else than a measurement. */
    NOT_AN_UPLINK("not-an-uplink"),
    /** Somebody tried something out: no device said it. */
    SIMULATED("simulated"),
    /** The network server tells of a device's state, of which its profile declares nothing. */
    STATUS_UNDECLARED("status-undeclared"),
    /** No sensor is registered with its device, and its source is known to tell of others. */
    UNKNOWN_DEVICE("unknown-device");

    private final String id;

    Rule(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /** Why a message is refused for now. */
  enum Why {
    /** The registry has not been read to its end, or the service is stopping. */
    CLOSED("closed"),
    /** The source is not registered, or no longer. */
    UNKNOWN_SOURCE("unknown-source"),
    /** As many messages as allowed wait for Kafka. */
    BUSY("busy"),
    /** Kafka did not take it. */
    KAFKA_AWAY("kafka-away"),
    /** This machine's clock or Kafka's is wrong, and nobody knows which. */
    CLOCKS_APART("clocks-apart"),
    /** The original could not be sealed. */
    NO_KEY("no-key");

    private final String id;

    Why(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }
}
