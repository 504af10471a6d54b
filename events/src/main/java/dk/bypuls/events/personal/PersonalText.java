package dk.bypuls.events.personal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is of a person in one text, in one pass: every look around a candidate is bounded, so
 * that no text costs more than its length.
 */
public final class PersonalText {

  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 255;

  /** What follows a field's name in OData and SensorThings, as in {@code Things@iot.count}. */
  private static final List<String> ANNOTATIONS =
      List.of(
          "iot.count",
          "iot.id",
          "iot.navigationLink",
          "iot.nextLink",
          "iot.selfLink",
          "odata.context",
          "odata.count",
          "odata.id",
          "odata.navigationLink",
          "odata.nextLink",
          "odata.type");

  private PersonalText() {}

  /**
   * All that is of a person in the text, from left to right.
   *
   * @param name what the field is called; empty for one without a name
   */
  public static List<Found> in(String name, String text) {
    int at = firstCandidate(text);
    if (at == text.length()) {
      return List.of();
    }
    Numbers numbers = new Numbers(text, new Context(name, text));
    List<Found> all = new ArrayList<>(1);
    int floor = 0;
    while (at < text.length()) {
      Found found = at(text, at, floor, numbers);
      if (found != null) {
        all.add(found);
        floor = found.to();
        at = floor;
      } else {
        at = next(text, at);
      }
    }
    return all;
  }

  private static int firstCandidate(String text) {
    int at = 0;
    while (at < text.length() && !isCandidate(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isCandidate(char c) {
    return c == '@' || c == '+' || isDigit(c);
  }

  private static @Nullable Found at(String text, int at, int floor, Numbers numbers) {
    char c = text.charAt(at);
    if (c == '@') {
      return mail(text, at, floor);
    }
    if (c == '+') {
      return numbers.afterPlus(at);
    }
    return isDigit(c) ? numbers.at(at) : null;
  }

  // The rest of a run of digits or letters begins nothing.
  private static int next(String text, int at) {
    int next = at + 1;
    if (Character.isLetterOrDigit(text.charAt(at))) {
      while (next < text.length() && Character.isLetterOrDigit(text.charAt(next))) {
        next++;
      }
    }
    return next;
  }

  private static @Nullable Found mail(String text, int at, int floor) {
    int from = at;
    while (from > floor && at - from < LONGEST_LOCAL_PART && isLocal(text.charAt(from - 1))) {
      from--;
    }
    int end = at + 1;
    while (end < text.length() && end - at <= LONGEST_DOMAIN && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    return from < at && hasTop(text, at + 1, end) && !isAnnotation(text, at + 1, end)
        ? new Found(PersonalKind.EMAIL, from, end)
        : null;
  }

  private static boolean isAnnotation(String text, int from, int end) {
    int length = end - from;
    for (String known : ANNOTATIONS) {
      if (known.length() == length && text.startsWith(known, from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+-'&=~!#$*/?^`{|}".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  /** Whether a domain ends with a name of at least two letters below which there is another. */
  private static boolean hasTop(String text, int from, int end) {
    int letters = end;
    while (letters > from && Character.isLetter(text.charAt(letters - 1))) {
      letters--;
    }
    return end - letters > 1 && letters - from > 1 && text.charAt(letters - 1) == '.';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
