package dk.bypuls.events.personal;

import java.util.Locale;
import java.util.Set;

/** What is said about a number beside its digits: the name of its field, the word before it. */
final class Context {

  private static final Set<String> CPR_PARTS = Set.of("cpr", "personnummer", "personnr");
  private static final Set<String> PHONE_PARTS =
      Set.of("tlf", "telefon", "telephone", "phonenumber", "mobilnr", "mobilnummer");
  private static final Set<String> PHONE_WORDS =
      Set.of("tel", "phone", "mobil", "mobile", "sms", "ring", "contactphone");
  private static final Set<String> COUNT_PARTS =
      Set.of("serial", "serie", "counter", "epoch", "timestamp", "batch", "firmware", "version");
  private static final Set<String> COUNT_WORDS =
      Set.of("sn", "id", "no", "nr", "fcnt", "imei", "meter", "måler", "målernr", "time", "ts");

  private static final int LONGEST_WORD = 20;
  private static final int LONGEST_GAP = 4;

  private final String text;
  private final String name;
  private int prose = -1;

  Context(String name, String text) {
    this.name = name.toLowerCase(Locale.ROOT);
    this.text = text;
  }

  /** Whether the number that begins there is said to be a CPR number. */
  boolean saysCpr(int at) {
    return hasPart(name, CPR_PARTS) || hasPart(wordBefore(at), CPR_PARTS);
  }

  /** Whether the number that begins there is said to be one to call. */
  boolean saysPhone(int at) {
    return isPhone(name) || isPhone(wordBefore(at));
  }

  /** Whether the number that begins there is said to be one of a thing, an event or a moment. */
  boolean saysCount(int at) {
    return isCount(name) || isCount(wordBefore(at));
  }

  private static boolean isPhone(String word) {
    return PHONE_WORDS.contains(word) || hasPart(word, PHONE_PARTS);
  }

  private static boolean isCount(String word) {
    return COUNT_WORDS.contains(word) || hasPart(word, COUNT_PARTS);
  }

  private static boolean hasPart(String word, Set<String> parts) {
    for (String part : parts) {
      if (word.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private String wordBefore(int at) {
    int end = at;
    while (end > 0 && at - end < LONGEST_GAP && isGap(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < LONGEST_WORD && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isGap(char c) {
    return !Character.isLetterOrDigit(c);
  }

  /**
   * Whether people write so: words with spaces between them. Bytes in hexadecimal digits are none,
   * however they are grouped, and base64 has no spaces.
   */
  boolean isProse() {
    if (prose < 0) {
      prose = hasSpace() && hasWord() ? 1 : 0;
    }
    return prose == 1;
  }

  private boolean hasSpace() {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasWord() {
    int letters = 0;
    boolean beyondHex = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        letters++;
        beyondHex |= Character.digit(c, 16) < 0;
      } else {
        letters = 0;
        beyondHex = false;
      }
      if (letters > 1 && beyondHex) {
        return true;
      }
    }
    return false;
  }
}
