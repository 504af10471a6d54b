package dk.bypuls.simulator.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Gateway;
import dk.bypuls.simulator.town.Havnstrup;
import dk.bypuls.simulator.town.RadioLink;
import java.util.List;
import java.util.UUID;

/** The parts of a device's uplinks that never change. */
final class DeviceText {
  private static final int FASTEST_SPREADING = 12;

  final byte[] description;
  final byte[] port;
  final byte[] modulation;
  final List<byte[]> gatewayIds;
  final List<byte[]> gatewayPlaces;

  DeviceText(Device device) {
    int dataRate = device.links().get(0).dataRate();
    description = description(device, dataRate).getBytes(UTF_8);
    port =
        (",\"fPort\":" + device.kind().port() + ",\"confirmed\":false,\"data\":\"").getBytes(UTF_8);
    modulation = modulation(FASTEST_SPREADING - dataRate).getBytes(UTF_8);
    gatewayIds = device.links().stream().map(RadioLink::gateway).map(DeviceText::id).toList();
    gatewayPlaces = device.links().stream().map(RadioLink::gateway).map(DeviceText::place).toList();
  }

  private static String description(Device device, int dataRate) {
    String kind = device.kind().id();
    UUID profile = UUID.nameUUIDFromBytes(kind.getBytes(UTF_8));
    return "\",\"deviceInfo\":{\"tenantId\":\"%s\",\"tenantName\":\"%s\",\"applicationId\":\"%s\",\"applicationName\":\"%s\",\"deviceProfileId\":\"%s\",\"deviceProfileName\":\"%s %s\",\"deviceName\":\"%s\",\"devEui\":\"%s\",\"deviceClassEnabled\":\"CLASS_A\",\"tags\":{\"kind\":\"%s\"}},\"devAddr\":\"%s\",\"adr\":true,\"dr\":%d,\"fCnt\":"
        .formatted(
            Havnstrup.ID,
            Havnstrup.DANISH,
            Havnstrup.ID,
            Havnstrup.ID,
            profile,
            device.kind().vendor(),
            device.kind().model(),
            device.name(),
            device.devEui(),
            kind,
            device.devAddr(),
            dataRate);
  }

  private static String modulation(int spreadingFactor) {
    return ",\"modulation\":{\"lora\":{\"bandwidth\":125000,\"spreadingFactor\":%d,\"codeRate\":\"CR_4_5\"}}}}"
        .formatted(spreadingFactor);
  }

  private static byte[] id(Gateway gateway) {
    return "{\"gatewayId\":\"%s\",\"uplinkId\":".formatted(gateway.id()).getBytes(UTF_8);
  }

  private static byte[] place(Gateway gateway) {
    return ",\"location\":{\"latitude\":%s,\"longitude\":%s},\"metadata\":{\"region_config_id\":\"eu868\",\"region_common_name\":\"EU868\"},\"crcStatus\":\"CRC_OK\"}"
        .formatted(gateway.position().latitude(), gateway.position().longitude())
        .getBytes(UTF_8);
  }
}
