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

  /** The way back: from metres to the sphere … */
  private static final double[] BACK = {
    N / 2 - N * N * 2 / 3 + N * N * N * 37 / 96 - N * N * N * N / 360,
    N * N / 48 + N * N * N / 15 - N * N * N * N * 437 / 1440,
    N * N * N * 17 / 480 - N * N * N * N * 37 / 840,
    N * N * N * N * 4_397 / 161_280
  };

  /** … and from there to the ellipsoid. */
  private static final double[] LATITUDES = {
    2 * N - N * N * 2 / 3 - 2 * N * N * N + N * N * N * N * 116 / 45,
    N * N * 7 / 3 - N * N * N * 8 / 5 - N * N * N * N * 227 / 45,
    N * N * N * 56 / 15 - N * N * N * N * 136 / 35,
    N * N * N * N * 4_279 / 630
  };

  /** A place on the map, in degrees. */
  public record Position(double longitude, double latitude) {}

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

  /** The same in degrees. */
  public Position position() {
    double xi = northing / RADIUS;
    double eta = (easting - FALSE_EASTING) / RADIUS;
    double north = xi;
    double east = eta;
    for (int order = 1; order <= BACK.length; order++) {
      double factor = BACK[order - 1];
      north -= factor * StrictMath.sin(2 * order * xi) * StrictMath.cosh(2 * order * eta);
      east -= factor * StrictMath.cos(2 * order * xi) * StrictMath.sinh(2 * order * eta);
    }
    double conformal = StrictMath.asin(StrictMath.sin(north) / StrictMath.cosh(east));
    double latitude = conformal;
    for (int order = 1; order <= LATITUDES.length; order++) {
      latitude += LATITUDES[order - 1] * StrictMath.sin(2 * order * conformal);
    }
    double longitude = StrictMath.atan2(StrictMath.sinh(east), StrictMath.cos(north));
    return new Position(
        CENTRAL_MERIDIAN + StrictMath.toDegrees(longitude), StrictMath.toDegrees(latitude));
  }

  private static double artanh(double value) {
    return StrictMath.log((1 + value) / (1 - value)) / 2;
  }
}
