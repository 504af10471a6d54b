package dk.bypuls.ingest.format;

import dk.bypuls.events.registry.Source;
import dk.bypuls.events.registry.SourceFormat;
import dk.bypuls.ingest.format.chirpstack.ChirpStackV3;
import dk.bypuls.ingest.format.chirpstack.JsonOrProtobuf;
import dk.bypuls.ingest.format.csv.CsvFormat;
import dk.bypuls.ingest.format.json.MappedJson;
import dk.bypuls.ingest.format.ngsild.NgsiNotifications;
import dk.bypuls.ingest.format.os2iot.Os2iot;
import dk.bypuls.ingest.format.push.NetworkServers;
import dk.bypuls.ingest.format.senml.Senml;
import dk.bypuls.ingest.format.sensorthings.SensorThings;
import dk.bypuls.ingest.format.sigfox.Sigfox;
import dk.bypuls.ingest.format.thingsstack.ThingsStack;
import dk.bypuls.ingest.format.ttn.TtnV2;
import dk.bypuls.ingest.intake.Format;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** All formats by their names in the registry. */
public final class Formats {

  private Formats() {}

  /** How a source of each format is read. */
  public static Map<String, Function<Source, Format>> all(IntakeSettings limits) {
    Map<String, Function<Source, Format>> all = new HashMap<>();
    all.put(SourceFormat.CHIRPSTACK_V4.id(), source -> new JsonOrProtobuf(limits));
    all.put(SourceFormat.SENML.id(), source -> new Senml(limits));
    inJson(limits)
        .forEach(
            (format, messages) ->
                all.put(format.id(), source -> new JsonFormat(limits, messages.apply(source))));
    all.put(SourceFormat.CSV.id(), source -> CsvFormat.of(source, limits));
    return all;
  }

  private static Map<SourceFormat, Function<Source, JsonMessages>> inJson(IntakeSettings limits) {
    Map<SourceFormat, Function<Source, JsonMessages>> all = new EnumMap<>(SourceFormat.class);
    all.put(SourceFormat.ACTILITY_THINGPARK, source -> NetworkServers.actilityThingPark());
    all.put(SourceFormat.CHIRPSTACK_V3, source -> new ChirpStackV3(limits));
    all.put(SourceFormat.EVERYNET, source -> NetworkServers.everynet());
    all.put(SourceFormat.FIREFLY, source -> NetworkServers.firefly());
    all.put(SourceFormat.HELIUM, source -> NetworkServers.helium());
    all.put(SourceFormat.JSON, source -> MappedJson.of(source, limits));
    all.put(SourceFormat.KERLINK_SPN, source -> NetworkServers.kerlinkSpn());
    all.put(SourceFormat.KERLINK_WANESY, source -> NetworkServers.kerlinkWanesy());
    all.put(SourceFormat.LORIOT, source -> NetworkServers.loriot());
    all.put(SourceFormat.MULTITECH, source -> NetworkServers.multiTech());
    all.put(SourceFormat.NETMORE, source -> NetworkServers.netmore());
    all.put(SourceFormat.NGSI_LD, source -> new NgsiNotifications());
    all.put(SourceFormat.OBJENIOUS, source -> NetworkServers.objenious());
    all.put(SourceFormat.ORANGE_LIVE_OBJECTS, source -> NetworkServers.orangeLiveObjects());
    all.put(SourceFormat.ORBIWISE, source -> NetworkServers.orbiwise());
    all.put(SourceFormat.OS2IOT, source -> new Os2iot());
    all.put(SourceFormat.PROXIMUS, source -> NetworkServers.proximus());
    all.put(SourceFormat.SENSORTHINGS, source -> new SensorThings());
    all.put(SourceFormat.SIGFOX, source -> new Sigfox());
    all.put(SourceFormat.THINGS_STACK_V3, source -> new ThingsStack());
    all.put(SourceFormat.TTN_V2, source -> new TtnV2());
    return all;
  }
}
