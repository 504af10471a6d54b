package dk.bypuls.api.submission;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.events.personal.PersonalKind;
import dk.bypuls.events.personal.PersonalText;

/** A text that somebody wrote: read by people alone, and without what must not be kept. */
public final class PlainText {

  private PlainText() {}

  /** The text without space around it; refuses one that is absent in effect, long, or not plain. */
  public static String of(String name, String written, int longest) {
    String text = written.replace("\r\n", "\n").strip();
    if (text.isEmpty() || text.length() > longest) {
      throw Problem.badRequest("\"%s\" has 1 to %d characters.".formatted(name, longest))
          .asException();
    }
    if (!text.codePoints().allMatch(PlainText::isPlain)) {
      throw Problem.badRequest(
              "\"%s\" is plain text: no control characters but line breaks and tabs."
                  .formatted(name))
          .asException();
    }
    refuseCpr(name, text);
    return text;
  }

  /** Half of a character cannot be stored, and what steers a terminal is not meant to be read. */
  private static boolean isPlain(int c) {
    return c == '\n'
        || c == '\t'
        || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
  }

  private static void refuseCpr(String name, String text) {
    boolean hasCpr =
        PersonalText.in(name, text).stream().anyMatch(found -> found.kind() == PersonalKind.CPR);
    if (hasCpr) {
      throw Problem.badRequest(
              "\"%s\" holds what looks like a CPR number. Nothing was kept: take the number out and send it again."
                  .formatted(name))
          .asException();
    }
  }
}
