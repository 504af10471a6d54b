package dk.bypuls.events.grid;

/**
 * A position in metres of ETRS89 / UTM zone 32N (EPSG:25832), in which Danish maps are drawn.
 *
 * <p>It is computed with Krüger's series to the fourth order, which is exact to well below a
 * millimetre in Denmark. WGS84 is taken for ETRS89: they are less than a metre apart, which is less
 * than what positions of sensors are known to. All steps are strict, so that every machine puts a
 * sensor in the same square.
 */
public record Utm32(double easting, double northing) {

  private static final double CENTRAL_MERIDIAN = 9;
  private static final double FALSE_EASTING = 500_000;
  private static final double SCALE = 0.9996;

  /** The ellipsoid GRS80. */
  private static final double EQUATOR = 6_378_137;

  private static final double FLATTENING = 1 / 298.257222101;

  /** The third flattening, of which the series are made. */
  private static final double N = FLATTENING / (2 - FLATTENING);

  private static final double ECCENTRICITY = 2 * StrictMath.sqrt(N) / (1 + N);

  private static final double RADIUS =
      SCALE * EQUATOR / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);

  private static final double[] SERIES = {
    N / 2 - N * N * 2 / 3 + N * N * N * 5 / 16 + N * N * N * N * 41 / 180,
    N * N * 13 / 48 - N * N * N * 3 / 5 + N * N * N * N * 557 / 1440,
    N * N * N * 61 / 240 - N * N * N * N * 103 / 140,
    N * N * N * N * 49_561 / 161_280
  };

  /** Where that is, in degrees. */
  public static Utm32 of(double longitude, double latitude) {
    double east = StrictMath.toRadians(longitude - CENTRAL_MERIDIAN);
    double sine = StrictMath.sin(StrictMath.toRadians(latitude));
    double conformal = StrictMath.sinh(artanh(sine) - ECCENTRICITY * artanh(ECCENTRICITY * sine));
    double xi = StrictMath.atan2(conformal, StrictMath.cos(east));
    double eta = artanh(StrictMath.sin(east) / StrictMath.hypot(1, conformal));
    double northing = xi;
    double easting = eta;
    for (int order = 1; order <= SERIES.length; order++) {
      double factor = SERIES[order - 1];
      northing += factor * StrictMath.sin(2 * order * xi) * StrictMath.cosh(2 * order * eta);
      easting += factor * StrictMath.cos(2 * order * xi) * StrictMath.sinh(2 * order * eta);
    }
    return new Utm32(FALSE_EASTING + RADIUS * easting, RADIUS * northing);
  }

  private static double artanh(double value) {
    return StrictMath.log((1 + value) / (1 - value)) / 2;
  }
}
