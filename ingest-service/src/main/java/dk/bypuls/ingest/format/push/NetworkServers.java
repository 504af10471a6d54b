package dk.bypuls.ingest.format.push;

import dk.bypuls.ingest.format.JsonMessages;

/** The network servers that differ in their envelopes only. */
public final class NetworkServers {

  private NetworkServers() {}

  /** The format {@code actility-thingpark}: reports {@code DevEUI_uplink} of ThingPark in JSON. */
  public static JsonMessages actilityThingPark() {
    return new PushedUplinks(
        Envelope.of("/DevEUI")
            .perhapsWithin("/DevEUI_uplink")
            .unlessWithin("/DevEUI_")
            .encryptedWhen("/PayloadEncryption", true)
            .time("/Time")
            .devAddr("/DevAddr")
            .counter("/FCntUp")
            .port("/FPort")
            .hex("/payload_hex")
            .decoded("/payload")
            .heard("/LrrRSSI", "/LrrSNR")
            .heardBy("/Lrrs/Lrr", "/LrrRSSI", "/LrrSNR")
            .gatewayCount("/DevLrrCnt")
            .sent("/SpFact", "/Frequency"));
  }

  /** The format {@code everynet}: messages of type {@code uplink}. */
  public static JsonMessages everynet() {
    return new PushedUplinks(
        Envelope.of("/meta/device")
            .only("/type", "uplink")
            .encryptedIn("/params/encrypted_payload")
            .time("/params/rx_time", "/meta/time")
            .devAddr("/meta/device_addr")
            .counter("/params/counter_up")
            .port("/params/port")
            .base64("/params/payload")
            .heard("/params/radio/hardware/rssi", "/params/radio/hardware/snr")
            .sent("/params/radio/modulation/spreading", "/params/radio/freq"));
  }

  /** The format {@code firefly}: packets that Firefly forwards. */
  public static JsonMessages firefly() {
    return new PushedUplinks(
        Envelope.of("/device_eui", "/device/eui")
            .encryptedWhen("/payload_encrypted", true)
            .encryptedIn("/payload_encrypted")
            .time("/received_at", "/server_data/received_at")
            .zonelessIsUtc()
            .devAddr("/dev_addr")
            .counter("/fcnt")
            .port("/port", "/fport")
            .hex("/payload")
            .decoded("/parsed")
            .heard("/rssi", "/lsnr")
            .heardBy("/gwrx", "/rssi", "/lsnr")
            .sent("/spreading_factor", "/freq"));
  }

  /** The format {@code helium}: uplinks of a Helium console's HTTP integration. */
  public static JsonMessages helium() {
    return new PushedUplinks(
        Envelope.of("/dev_eui")
            .time("/reported_at")
            .devAddr("/devaddr")
            .counter("/fcnt")
            .port("/port")
            .base64("/payload")
            .decoded("/decoded/payload")
            .heardBy("/hotspots", "/rssi", "/snr")
            .sent("/hotspots/0/spreading", "/hotspots/0/frequency"));
  }

  /** The format {@code kerlink-spn}: the network server that runs in a Kerlink gateway. */
  public static JsonMessages kerlinkSpn() {
    return new PushedUplinks(
        Envelope.of("/endDevice/devEui", "/end_device_id")
            .perhapsWithin("/rx_data")
            .events("dataUp", "rx_data")
            .encryptedWhen("/encrypted", true)
            .time("/recvTime", "/received_time")
            .devAddr("/endDevice/devAddr")
            .counter("/fCntUp", "/sequence_number")
            .port("/fPort", "/port")
            .hex("/payload")
            .encodingName("/encodingType")
            .heard("/rssi_dbm", "/snr_db")
            .heardBy("/gwInfo", "/rssi", "/snr")
            .gatewayCount("/gwCnt")
            .sent("/data_rate", "/frequency_hz"));
  }

  /** The format {@code kerlink-wanesy}: Kerlink's Wanesy Management Center. */
  public static JsonMessages kerlinkWanesy() {
    return new PushedUplinks(
        Envelope.of("/endDevice/devEui")
            .events("dataUp", "rxMessage")
            .encryptedWhen("/encrypted", true)
            .time("/gwRecvTime", "/recvTime")
            .devAddr("/endDevice/devAddr")
            .counter("/fCntUp")
            .port("/fPort")
            .hex("/payload")
            .encodingName("/encodingType")
            .heardBy("/gwInfo", "/rssi", "/snr")
            .gatewayCount("/gwCnt")
            .sent("/dataRate", "/ulFrequency"));
  }

  /** The format {@code loriot}: messages {@code rx} and {@code gw} of Loriot. */
  public static JsonMessages loriot() {
    return new PushedUplinks(
        Envelope.of("/EUI")
            .only("/cmd", "rx", "gw")
            .encryptedIn("/encdata")
            .time("/ts")
            .devAddr("/devaddr")
            .counter("/fcnt")
            .port("/port")
            .hex("/data")
            .decoded("/decoded/data")
            .heard("/rssi", "/snr")
            .heardBy("/gws", "/rssi", "/snr")
            .sent("/dr", "/freq")
            .batteryLevel("/bat"));
  }

  /** The format {@code multitech}: the network server that runs in a MultiTech Conduit. */
  public static JsonMessages multiTech() {
    return new PushedUplinks(
        Envelope.of("/deveui")
            .events("up")
            .time("/time")
            .devAddr("/devaddr", "/addr")
            .counter("/fcnt")
            .port("/port")
            .base64("/data")
            .heard("/rssi", "/lsnr")
            .sent("/datr", "/freq"));
  }

  /** The format {@code netmore}: lists of uplinks; by MQTT, each is the value of a raw record. */
  public static JsonMessages netmore() {
    return new PushedUplinks(
        Envelope.of("/devEui")
            .perhapsWithin("/v")
            .time("/timestamp")
            .counter("/fCntUp")
            .port("/fPort")
            .hex("/payload")
            .heard("/rssi", "/snr")
            .sent("/spreadingFactor", "/freq")
            .batteryLevel("/batteryLevel"));
  }

  /** The format {@code objenious}: messages of the platform SPOT. */
  public static JsonMessages objenious() {
    return new PushedUplinks(
        Envelope.of("/device_properties/deveui")
            .only("/type", "uplink")
            .encryptedIn("/payload_encrypted")
            .time("/timestamp")
            .devAddr("/protocol_data/DevAddr")
            .counter("/count")
            .port("/protocol_data/port")
            .hex("/payload_cleartext")
            .decoded("/payload/0/data")
            .heard("/protocol_data/rssi", "/protocol_data/snr")
            .gatewayCount("/protocol_data/gateways")
            .sent("/protocol_data/sf", "/protocol_data/frequency"));
  }

  /** The format {@code orange-live-objects}: data messages of Live Objects. */
  public static JsonMessages orangeLiveObjects() {
    return new PushedUplinks(
        Envelope.of("/metadata/network/lora/devEUI", "/metadata/source", "/streamId")
            .devEuiAfter("urn:lo:nsid:lora:")
            .only("/metadata/connector", "lora")
            .time("/timestamp")
            .devAddr("/metadata/network/lora/devAddr")
            .counter("/metadata/network/lora/fcnt")
            .port("/metadata/network/lora/port")
            .hex("/value/payload")
            .decoded("/value")
            .heard("/metadata/network/lora/rssi", "/metadata/network/lora/snr")
            .gatewayCount("/metadata/network/lora/gatewayCnt")
            .sent("/metadata/network/lora/sf", "/metadata/network/lora/frequency"));
  }

  /** The format {@code orbiwise}: payloads that OrbiWAN pushes. */
  public static JsonMessages orbiwise() {
    return new PushedUplinks(
        Envelope.of("/deveui")
            .encryptedWhen("/decrypted", false)
            .time("/timestamp")
            .devAddr("/devaddr")
            .counter("/fcnt")
            .port("/port")
            .base64("/dataFrame")
            .heard("/rssi", "/snr")
            .heardBy("/gtw_info", "/rssi", "/snr")
            .sent("/sf_used", "/freq"));
  }

  /** The format {@code proximus}: ThingPark's names, as Proximus EnCo hands them on. */
  public static JsonMessages proximus() {
    return new PushedUplinks(
        Envelope.of("/DevEUI", "/devEUI", "/deveui")
            .perhapsWithin("/DevEUI_uplink")
            .unlessWithin("/DevEUI_")
            .encryptedWhen("/PayloadEncryption", true)
            .time("/Time", "/timestamp", "/time")
            .devAddr("/DevAddr", "/devaddr")
            .counter("/FCntUp", "/Fcntup", "/fcntup", "/fcnt")
            .port("/FPort", "/Fport", "/fport", "/port")
            .hex("/payload_hex", "/payload")
            .heard("/LrrRSSI", "/LrrSNR")
            .heardBy("/Lrrs/Lrr", "/LrrRSSI", "/LrrSNR")
            .gatewayCount("/DevLrrCnt")
            .sent("/SpFact", "/Frequency"));
  }
}
