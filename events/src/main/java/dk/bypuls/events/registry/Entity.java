package dk.bypuls.events.registry;

/** One thing in the registry. */
public sealed interface Entity
    permits Tenant,
        Source,
        SourceToken,
        Decoder,
        Profile,
        Place,
        Sensor,
        Dataset,
        BackPublication,
        BackFill,
        Recall,
        PilotKey,
        GrantedKey,
        PolicySimulation,
        DatasetChange {

  /** Unique among its kind in the installation. */
  String id();
}
