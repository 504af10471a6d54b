package dk.bypuls.events.registry;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A way by which messages come in. It speaks for the devices of its own tenant only.
 *
 * @param format how its messages are read, such as {@code chirpstack-v4}
 * @param mqtt where to subscribe, for a source behind a broker
 * @param http how it is posted to, for a source that pushes
 * @param json where the envelope's parts are, for the format {@code json}
 * @param deduplicate false where nothing tells a copy from a new message
 * @param csv what the columns are, for the format {@code csv}
 * @param folder how its files are taken from the inbox, for a source that leaves files there
 * @param pull what is fetched, for a source that answers when it is asked
 * @param unknownDevices {@link #DROP} where it tells of devices that nobody means to register;
 *     absent where such messages are set aside
 */
public record Source(
    String id,
    String tenant,
    String format,
    @Nullable Mqtt mqtt,
    @Nullable Http http,
    @Nullable JsonEnvelope json,
    boolean deduplicate,
    @Nullable Csv csv,
    @Nullable Folder folder,
    @Nullable Pull pull,
    @Nullable String unknownDevices)
    implements Entity {

  /** What is said of devices that are not registered is dropped. */
  public static final String DROP = "drop";

  /** A source behind a broker, or one that pushes, in JSON. */
  public Source(
      String id,
      String tenant,
      String format,
      @Nullable Mqtt mqtt,
      @Nullable Http http,
      @Nullable JsonEnvelope json,
      boolean deduplicate) {
    this(id, tenant, format, mqtt, http, json, deduplicate, null, null, null, null);
  }

  /** A source of which nothing is fetched. */
  public Source(
      String id,
      String tenant,
      String format,
      @Nullable Mqtt mqtt,
      @Nullable Http http,
      @Nullable JsonEnvelope json,
      boolean deduplicate,
      @Nullable Csv csv,
      @Nullable Folder folder) {
    this(id, tenant, format, mqtt, http, json, deduplicate, csv, folder, null, null);
  }

  /**
   * A subscription.
   *
   * @param broker such as {@code tcp://127.0.0.1:1883} or {@code ssl://broker.example:8883}
   * @param credentials the name under which ingest finds user and password; absent for a broker
   *     without
   * @param qos 0 or 1; what comes by 0 is not guaranteed
   * @param group the shared subscription that several ingest instances divide among them; absent
   *     where one instance takes it all
   * @param version which MQTT the broker speaks: {@code 5}, also where it is absent, or {@code
   *     3.1.1}, which knows no shared subscriptions
   */
  public record Mqtt(
      String broker,
      String topic,
      @Nullable String credentials,
      int qos,
      @Nullable String group,
      @Nullable String version) {

    /** The version of MQTT without shared subscriptions. */
    public static final String VERSION_3_1_1 = "3.1.1";

    /** Whether the instances divide its messages among them. */
    public boolean dividesAmongInstances() {
      return group != null && !speaks311();
    }

    /** Whether the broker speaks the older MQTT only. */
    public boolean speaks311() {
      return VERSION_3_1_1.equals(version);
    }
  }

  /**
   * A webhook.
   *
   * @param tokenInQuery whether the sender can only put its token into the address
   * @param header the header in which the sender puts its token; absent for {@code Authorization:
   *     Bearer} alone
   * @param basic whether the sender gives its token as the password of {@code Authorization: Basic}
   */
  public record Http(boolean tokenInQuery, @Nullable String header, boolean basic) {

    /** For a sender that needs no other way than {@code Authorization: Bearer} or its address. */
    public Http(boolean tokenInQuery) {
      this(tokenInQuery, null, false);
    }
  }

  /**
   * Where the sender's own JSON says who, when and what. A pointer is looked for in the record
   * first, then in what is around it.
   *
   * @param device to the device's name; absent where the topic names it
   * @param topicLevel which level of the topic, from 1, is the device's name
   * @param records to the list whose elements are messages of their own; a level {@code *} stands
   *     for every element of a list on the way
   * @param timeFormat how times are written: one of {@link WrittenTimes#FORMATS} or a pattern;
   *     absent for ISO 8601 or a count since 1970 that can only be one of seconds or milliseconds
   * @param zone the zone of times that are written without
   * @param payload the bytes that a device sent, where a gateway passes them on
   */
  public record JsonEnvelope(
      @Nullable String device,
      @Nullable String time,
      @Nullable String messageId,
      @Nullable Integer topicLevel,
      @Nullable String records,
      @Nullable String timeFormat,
      @Nullable String zone,
      @Nullable Payload payload) {

    /** One message in a body, whose device and time are where these pointers lead. */
    public JsonEnvelope(String device, @Nullable String time, @Nullable String messageId) {
      this(device, time, messageId, null, null, null, null, null);
    }
  }

  /**
   * Where the bytes of a device are.
   *
   * @param encoding {@code base64} or {@code hex}
   * @param port to which of its kinds of message they are
   * @param counter to its frame counter; with a DevEUI for a name, it is an uplink of LoRaWAN
   */
  public record Payload(
      String pointer, String encoding, @Nullable String port, @Nullable String counter) {}

  /**
   * The columns of a table, by their names in its first row.
   *
   * @param messageId the column that tells a copy from a new row
   * @param timeFormat how times are written, one of {@link WrittenTimes} or a pattern
   * @param zone of times that are written without
   * @param separator what is between columns; absent where the first row tells
   * @param decimal what is before the decimals of a number: {@code .} or {@code ,}
   * @param name the column that names the field, where each row has one value
   * @param value the column that holds that value
   */
  public record Csv(
      String device,
      @Nullable String time,
      @Nullable String messageId,
      @Nullable String timeFormat,
      @Nullable String zone,
      @Nullable String separator,
      String decimal,
      @Nullable String name,
      @Nullable String value) {}

  /**
   * A folder of the inbox.
   *
   * @param settle how long a file must be unchanged before it counts as whole
   */
  public record Folder(Duration settle) {}

  /**
   * An address that is fetched again and again.
   *
   * @param url over HTTP, with {@link #SINCE} where it asks for what is new
   * @param every how long it is from one to the next
   * @param credentials the name under which ingest finds what to say who it is; absent where nobody
   *     asks
   * @param headers what is asked for, in which language: nothing that is secret
   * @param lookback how long before the last time {@link #SINCE} is; absent where the address does
   *     not ask for what is new
   */
  public record Pull(
      String url,
      Duration every,
      @Nullable String credentials,
      Map<String, String> headers,
      @Nullable Duration lookback) {

    /** Stands in an address for the instant since when things are new. */
    public static final String SINCE = "{since}";

    public Pull {
      // In one order, so that the same is written by the same bytes.
      headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }
  }
}
