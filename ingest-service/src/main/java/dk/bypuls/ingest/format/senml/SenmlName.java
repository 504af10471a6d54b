package dk.bypuls.ingest.format.senml;

import dk.bypuls.ingest.intake.Rejection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose value a record is, and which, by its base name and name:
 *
 * <ol>
 *   <li>of a device URN (RFC 9039), the device is the URN, and what follows is the field;
 *   <li>a name without a name of its own is a device, and its field is {@code value};
 *   <li>else the part after the last {@code /} or {@code :} is the field, or the name where neither
 *       is there.
 * </ol>
 */
record SenmlName(String device, String field) {

  private static final String ONLY_FIELD = "value";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:./_-]*");
  private static final Pattern URN =
      Pattern.compile("(urn:dev:[a-z]+:[A-Za-z0-9.-]+)(?:[:/_]+(.*))?");

  static SenmlName of(String baseName, String name) throws Rejection {
    String whole = baseName + name;
    if (!NAME.matcher(whole).matches()) {
      throw Rejection.undecodable("a record has no name, or one with other signs than are allowed");
    }
    Matcher urn = URN.matcher(whole);
    if (urn.matches()) {
      String rest = urn.group(2);
      return new SenmlName(urn.group(1), rest == null || rest.isEmpty() ? ONLY_FIELD : rest);
    }
    if (name.isEmpty()) {
      return new SenmlName(withoutEnd(baseName), ONLY_FIELD);
    }
    int last = Math.max(whole.lastIndexOf('/'), whole.lastIndexOf(':'));
    if (last > 0 && last < whole.length() - 1) {
      return new SenmlName(withoutEnd(whole.substring(0, last)), whole.substring(last + 1));
    }
    return baseName.isEmpty()
        ? new SenmlName(withoutEnd(name), ONLY_FIELD)
        : new SenmlName(withoutEnd(baseName), name);
  }

  private static String withoutEnd(String name) {
    int end = name.length();
    while (end > 1 && ":/_.-".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end);
  }
}
