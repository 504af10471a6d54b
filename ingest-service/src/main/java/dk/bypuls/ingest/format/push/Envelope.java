package dk.bypuls.ingest.format.push;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How one network server names the parts of an uplink: JSON pointers, each with the names that
 * other versions of the server use for the same.
 */
final class Envelope {

  /** How the bytes of a payload are written. */
  enum Encoding {
    HEX,
    BASE64
  }

  /** One of the things that a server says, by whichever of its names. */
  static final class Field {

    static final Field NONE = new Field();

    private final List<JsonPointer> pointers;

    Field(String... pointers) {
      this.pointers = List.of(pointers).stream().map(JsonPointer::compile).toList();
    }

    /** What the document says; missing if it does not say. */
    JsonNode in(JsonNode document) {
      for (JsonPointer pointer : pointers) {
        JsonNode found = document.at(pointer);
        if (!found.isMissingNode() && !found.isNull()) {
          return found;
        }
      }
      return MissingNode.getInstance();
    }

    /** Where it is, for a message. */
    String place() {
      return pointers.isEmpty() ? "" : pointers.get(0).toString();
    }
  }

  /** A field that tells uplinks, by its values, from all else. */
  record Kind(Field field, Set<String> uplinks) {}

  /** A field that tells, by its presence or as a flag, that nobody decrypted the payload. */
  record Sealed(Field field, boolean isFlag, boolean when) {}

  final Field devEui;
  final List<Kind> kinds = new ArrayList<>();
  final List<Sealed> sealed = new ArrayList<>();
  Set<String> events = Set.of();
  Field root = new Field("");
  String rootsOfOthers = "";
  String devEuiPrefix = "";
  Field time = Field.NONE;
  boolean zonelessIsUtc;
  Field devAddr = Field.NONE;
  Field counter = Field.NONE;
  Field port = Field.NONE;
  Field payload = Field.NONE;
  Encoding encoding = Encoding.HEX;
  Field encodingName = Field.NONE;
  Field decoded = Field.NONE;
  Field rssi = Field.NONE;
  Field snr = Field.NONE;
  Field gateways = Field.NONE;
  Field gatewayRssi = Field.NONE;
  Field gatewaySnr = Field.NONE;
  Field gatewayCount = Field.NONE;
  Field spreadingFactor = Field.NONE;
  Field frequency = Field.NONE;
  Field batteryLevel = Field.NONE;

  private Envelope(Field devEui) {
    this.devEui = devEui;
  }

  /** Begins with who speaks. */
  static Envelope of(String... devEui) {
    return new Envelope(new Field(devEui));
  }

  /** What stands before a DevEUI where it is written as part of a longer name. */
  Envelope devEuiAfter(String prefix) {
    devEuiPrefix = prefix;
    return this;
  }

  /** How the wrappings of other reports begin, which are none of ours. */
  Envelope unlessWithin(String others) {
    rootsOfOthers = others;
    return this;
  }

  /** What the uplink may be wrapped in. */
  Envelope perhapsWithin(String pointer) {
    root = new Field(pointer, "");
    return this;
  }

  /** Only documents with one of these values there are uplinks. */
  Envelope only(String pointer, String... uplinks) {
    kinds.add(new Kind(new Field(pointer), Set.of(uplinks)));
    return this;
  }

  /** Where a topic or an address ends with an event, only these are uplinks. */
  Envelope events(String... uplinks) {
    events = Set.of(uplinks);
    return this;
  }

  /** What is there only when the server could not decrypt the payload. */
  Envelope encryptedIn(String pointer) {
    sealed.add(new Sealed(new Field(pointer), false, true));
    return this;
  }

  /** The flag that has this value when the server did not decrypt the payload. */
  Envelope encryptedWhen(String pointer, boolean value) {
    sealed.add(new Sealed(new Field(pointer), true, value));
    return this;
  }

  Envelope time(String... pointers) {
    time = new Field(pointers);
    return this;
  }

  /** A time without a zone is one of UTC. */
  Envelope zonelessIsUtc() {
    zonelessIsUtc = true;
    return this;
  }

  Envelope devAddr(String... pointers) {
    devAddr = new Field(pointers);
    return this;
  }

  Envelope counter(String... pointers) {
    counter = new Field(pointers);
    return this;
  }

  Envelope port(String... pointers) {
    port = new Field(pointers);
    return this;
  }

  Envelope hex(String... pointers) {
    payload = new Field(pointers);
    encoding = Encoding.HEX;
    return this;
  }

  Envelope base64(String... pointers) {
    payload = new Field(pointers);
    encoding = Encoding.BASE64;
    return this;
  }

  /** Where the message itself says how its payload is written. */
  Envelope encodingName(String pointer) {
    encodingName = new Field(pointer);
    return this;
  }

  /** The fields that the server's own decoder made. */
  Envelope decoded(String... pointers) {
    decoded = new Field(pointers);
    return this;
  }

  /** The reception, where the server tells of one. */
  Envelope heard(String rssi, String snr) {
    this.rssi = new Field(rssi);
    this.snr = new Field(snr);
    return this;
  }

  /** The receptions, where the server tells of each. */
  Envelope heardBy(String gateways, String rssi, String snr) {
    this.gateways = new Field(gateways);
    gatewayRssi = new Field(rssi);
    gatewaySnr = new Field(snr);
    return this;
  }

  /** How many gateways heard it, where not all of them are listed. */
  Envelope gatewayCount(String... pointers) {
    gatewayCount = new Field(pointers);
    return this;
  }

  Envelope sent(String spreadingFactor, String frequency) {
    this.spreadingFactor = new Field(spreadingFactor);
    this.frequency = new Field(frequency);
    return this;
  }

  /** The device's battery as LoRaWAN tells it, from 1 (empty) to 254 (full). */
  Envelope batteryLevel(String pointer) {
    batteryLevel = new Field(pointer);
    return this;
  }
}
