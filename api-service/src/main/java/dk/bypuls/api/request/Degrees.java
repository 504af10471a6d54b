package dk.bypuls.api.request;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Longitudes and latitudes as a client may write them: plain decimals, as maps have them. */
final class Degrees {

  static final double MOST_EAST = 180;
  static final double MOST_NORTH = 90;

  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,20})?");

  private Degrees() {}

  /** The number, if it is one of so many degrees at most. */
  static OptionalDouble read(String written, double most) {
    if (!PLAIN.matcher(written).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(written);
    return Math.abs(value) <= most ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
