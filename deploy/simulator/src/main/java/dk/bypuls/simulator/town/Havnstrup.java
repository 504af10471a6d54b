package dk.bypuls.simulator.town;

/** Names of the fictional municipality that others refer to. */
public final class Havnstrup {
  /** The tenant, and the application of its network server. */
  public static final String ID = "havnstrup";

  public static final String DANISH = "Havnstrup Kommune";
  public static final String ENGLISH = "Havnstrup Municipality";
  public static final String LORAWAN_SOURCE = ID + "-lorawan";
  public static final String HTTP_SOURCE = ID + "-http";

  private Havnstrup() {}

  public static String topic(String devEui) {
    return "application/" + ID + "/device/" + devEui + "/event/up";
  }
}
