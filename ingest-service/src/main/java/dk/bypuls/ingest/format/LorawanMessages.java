package dk.bypuls.ingest.format;

/** What one network server of LoRaWAN writes in JSON: its devices are named by their DevEUI. */
public interface LorawanMessages extends JsonMessages {

  @Override
  default String deviceName(String registered) {
    return LorawanUplink.deviceName(registered);
  }
}
