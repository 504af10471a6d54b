package dk.bypuls.api.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One of the things that a header such as {@code Accept} names.
 *
 * @param name in small letters, without its parameters
 * @param quality how much it is liked, from 0 (not taken) to 1 (RFC 9110)
 */
record Liked(String name, double quality) {

  private static final Pattern QUALITY = Pattern.compile("q=[01](\\.[0-9]{0,3})?");

  /** All that a header names, in its order. */
  static List<Liked> in(String header) {
    List<Liked> all = new ArrayList<>();
    for (String named : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = named.split(";", -1);
      all.add(new Liked(parts[0].strip(), quality(parts)));
    }
    return all;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (QUALITY.matcher(part).matches()) {
        return Math.min(1, Double.parseDouble(part.substring(2)));
      }
    }
    return 1;
  }
}
