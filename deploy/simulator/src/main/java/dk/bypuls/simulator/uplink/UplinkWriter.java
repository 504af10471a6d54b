package dk.bypuls.simulator.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.simulator.instrument.Instrument;
import dk.bypuls.simulator.instrument.Instruments;
import dk.bypuls.simulator.nature.Chance;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Kind;
import dk.bypuls.simulator.town.RadioLink;
import dk.bypuls.simulator.uplink.Transmission.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes uplink events as ChirpStack 4 publishes them. The same transmission always gives the same
 * bytes. One thread only.
 */
public final class UplinkWriter {
  private static final int MOST_FIELDS = 12;
  private static final int CHANNELS = 8;
  private static final int LOWEST_CHANNEL = 867_100_000;
  private static final int CHANNEL_WIDTH = 200_000;
  private static final long VERSION_4 = 0x4000L;
  private static final long ALL_BUT_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final double SECOND_GATEWAY_HEARS = 0.15;

  private static final byte[] START = "{\"deduplicationId\":\"".getBytes(UTF_8);
  private static final byte[] TIME = "\",\"time\":\"".getBytes(UTF_8);
  private static final byte[] OBJECT = "\",\"object\":{".getBytes(UTF_8);
  private static final byte[] RECEIVED = "},\"rxInfo\":[".getBytes(UTF_8);
  private static final byte[] GATEWAY_TIME = ",\"gwTime\":\"".getBytes(UTF_8);
  private static final byte[] SERVER_TIME = "\",\"nsTime\":\"".getBytes(UTF_8);
  private static final byte[] RSSI = "\",\"rssi\":".getBytes(UTF_8);
  private static final byte[] SNR = ",\"snr\":".getBytes(UTF_8);
  private static final byte[] CHANNEL = ",\"channel\":".getBytes(UTF_8);
  private static final byte[] SENT = "],\"txInfo\":{\"frequency\":".getBytes(UTF_8);

  private final Instruments instruments;
  private final Map<Kind, ObjectWriter> objects = new EnumMap<>(Kind.class);
  private final Map<Device, DeviceText> texts = new HashMap<>();
  private final JsonBuffer json = new JsonBuffer();
  private final JsonTime time = new JsonTime();
  private final long[] raw = new long[MOST_FIELDS];

  /**
   * @param canary text that every uplink carries in a field that no profile declares; empty for
   *     none
   */
  public UplinkWriter(Instruments instruments, String canary) {
    this.instruments = instruments;
    String field = canary.isEmpty() ? "" : ",\"canary\":" + JsonText.quoted(canary);
    for (Kind kind : Kind.values()) {
      objects.put(kind, new ObjectWriter(instruments.of(kind), field.getBytes(UTF_8)));
    }
  }

  public byte[] write(Transmission transmission) {
    Device device = transmission.device();
    DeviceText text = texts.computeIfAbsent(device, DeviceText::new);
    read(transmission);
    ObjectWriter object = Objects.requireNonNull(objects.get(device.kind()));
    json.clear().raw(START);
    deduplicationId(transmission);
    time.write(json.raw(TIME), transmission.at() + transmission.clockAhead());
    json.raw(text.description).number(transmission.frame()).raw(text.port);
    object.payload(json, raw);
    object.decoded(json.raw(OBJECT), raw);
    receptions(transmission, text);
    int channel = channel(transmission);
    json.raw(SENT).number(LOWEST_CHANNEL + (long) channel * CHANNEL_WIDTH).raw(text.modulation);
    return transmission.garbled() ? broken(json.copy()) : json.copy();
  }

  private void read(Transmission transmission) {
    Device device = transmission.device();
    Instrument instrument = instruments.of(device.kind());
    instrument.read(device, transmission.at(), raw);
    if (transmission.drift() != 0) {
      raw[0] = instrument.fields().get(0).shifted(raw[0], transmission.drift());
    }
  }

  private void deduplicationId(Transmission transmission) {
    Chance chance = transmission.device().chance();
    long draw = transmission.frame() * 4 + transmission.identity().number();
    long high = chance.bits(draw);
    long low = chance.bits(~draw);
    json.hex(high >>> 32, 8).raw('-').hex(high >>> 16, 4).raw('-');
    json.hex((high & 0x0FFF) | VERSION_4, 4).raw('-');
    long last = (low & ALL_BUT_VARIANT) | VARIANT;
    json.hex(last >>> 48, 4).raw('-').hex(last, 12);
  }

  /** The best gateway always comes first, so a copy by a second gateway tells the same signal. */
  private void receptions(Transmission transmission, DeviceText text) {
    Device device = transmission.device();
    json.raw(RECEIVED);
    reception(transmission, text, 0);
    boolean second =
        transmission.path() == Path.SECOND_GATEWAY
            || device.chance().happens(SECOND_GATEWAY_HEARS, -transmission.frame() - 2);
    if (second && device.links().size() > 1) {
      json.raw(',');
      reception(transmission, text, 1);
    }
  }

  private void reception(Transmission transmission, DeviceText text, int number) {
    Chance chance = transmission.device().chance();
    long frame = transmission.frame();
    RadioLink link = transmission.device().links().get(number);
    int rssi = link.rssi(chance, frame);
    json.raw(text.gatewayIds.get(number)).number(chance.bits(frame + number) >>> 48);
    time.write(json.raw(GATEWAY_TIME), transmission.at() + transmission.clockAhead());
    time.write(json.raw(SERVER_TIME), transmission.heardAt());
    json.raw(RSSI).number(rssi).raw(SNR).decimal(link.snrTenths(rssi, chance, frame), 1);
    json.raw(CHANNEL).number(channel(transmission)).raw(text.gatewayPlaces.get(number));
  }

  private static int channel(Transmission transmission) {
    return transmission.device().chance().below(CHANNELS, transmission.frame());
  }

  /** The second half is gone and what is left ends in noise, as after a broken transfer. */
  private static byte[] broken(byte[] message) {
    byte[] broken = Arrays.copyOf(message, message.length / 2);
    Arrays.fill(broken, broken.length - 5, broken.length, (byte) 0xFF);
    return broken;
  }
}
