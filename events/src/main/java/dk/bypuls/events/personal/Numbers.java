package dk.bypuls.events.personal;

import org.jspecify.annotations.Nullable;

/** The numbers of people in one text: CPR numbers and Danish phone numbers. */
final class Numbers {

  private static final int CPR_DATE = 6;
  private static final int CPR_REST = 4;
  private static final int PHONE_DIGITS = 8;

  // A country without its sign, and the spaces within.
  private static final int MOST_MORE = 4;

  private static final String COUNTRY = "+45";
  private static final int[] MOST_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  // Seconds since 1970 in any time that a message may tell of look like CPR numbers of the 14th to
  // the 19th.
  private static final String EARLIEST_SECONDS = "14";
  private static final String LATEST_SECONDS = "20";

  private final String text;
  private final Context context;

  Numbers(String text, Context context) {
    this.text = text;
    this.context = context;
  }

  /** What begins with that plus sign; absent if nothing does. */
  @Nullable Found afterPlus(int at) {
    if (!text.startsWith(COUNTRY, at) || (at > 0 && isOfBase64(text.charAt(at - 1)))) {
      return null;
    }
    int end = phoneDigits(skipOne(at + COUNTRY.length()));
    return end > 0 && endsAt(end) ? new Found(PersonalKind.PHONE, at, end) : null;
  }

  /** What begins with that digit, which no digit or letter precedes; absent if nothing does. */
  @Nullable Found at(int at) {
    if (!beginsAt(at)) {
      return null;
    }
    Found cpr = cpr(at);
    return cpr != null ? cpr : phone(at);
  }

  private @Nullable Found cpr(int at) {
    int date = at + CPR_DATE;
    if (digits(at) < CPR_DATE || !isDate(at)) {
      return null;
    }
    int rest = skipOne(skipOne(skipOne(date)));
    int end = rest + CPR_REST;
    if (digits(rest) != CPR_REST || !endsAt(end)) {
      return null;
    }
    boolean hyphen = hasHyphen(date, rest);
    boolean spread = rest - date > 1 && !hyphen;
    return !spread && isCpr(at, hyphen) ? new Found(PersonalKind.CPR, at, end) : null;
  }

  private boolean isCpr(int at, boolean hyphen) {
    if (context.saysCpr(at)) {
      return true;
    }
    if (context.saysCount(at)) {
      return false;
    }
    return hyphen || (context.isProse() && !isSeconds(at));
  }

  private boolean isSeconds(int at) {
    String first = text.substring(at, at + 2);
    return first.compareTo(EARLIEST_SECONDS) >= 0 && first.compareTo(LATEST_SECONDS) < 0;
  }

  private boolean isDate(int at) {
    int day = two(at);
    int month = two(at + 2);
    return month >= 1 && month <= 12 && day >= 1 && day <= MOST_DAYS[month - 1];
  }

  private int two(int at) {
    return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
  }

  private @Nullable Found phone(int at) {
    boolean said = context.saysPhone(at);
    if (!said && !isFourPairs(at)) {
      return null;
    }
    if (!said && (!context.isProse() || context.saysCount(at))) {
      return null;
    }
    int start = text.startsWith("0045", at) ? skipOne(at + 4) : at;
    int end = phoneDigits(start);
    if (end < 0) {
      return null;
    }
    for (int more = 0; said && more < MOST_MORE && isMoreDigits(end); more++) {
      end++;
    }
    return endsAt(end) ? new Found(PersonalKind.PHONE, at, end) : null;
  }

  private boolean isMoreDigits(int at) {
    return at < text.length() && (isDigit(at) || (isSeparator(at) && isDigit(at + 1)));
  }

  /** Whether exactly four pairs with a space between them stand there, and no fifth beside. */
  private boolean isFourPairs(int at) {
    for (int pair = 0; pair < 4; pair++) {
      int start = at + 3 * pair;
      if (digits(start) != 2 || (pair < 3 && !isSpace(start + 2))) {
        return false;
      }
    }
    int end = at + 11;
    boolean before = at > 1 && isSpace(at - 1) && isDigit(at - 2);
    return !before && !(isSpace(end) && isDigit(end + 1));
  }

  /** Where eight digits that may be called end, of which any two may be apart; -1 if none are. */
  private int phoneDigits(int at) {
    if (!isDigit(at) || text.charAt(at) < '2') {
      return -1;
    }
    int seen = 0;
    int i = at;
    while (seen < PHONE_DIGITS) {
      if (isDigit(i)) {
        seen++;
      } else if (!isSeparator(i) || !isDigit(i + 1)) {
        return -1;
      }
      i++;
    }
    return i;
  }

  /** How many digits stand there, as far as any number needs to know. */
  private int digits(int at) {
    int digits = 0;
    while (digits <= CPR_DATE + CPR_REST && isDigit(at + digits)) {
      digits++;
    }
    return digits;
  }

  private boolean hasHyphen(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isSpace(i)) {
        return true;
      }
    }
    return false;
  }

  private int skipOne(int at) {
    return isSeparator(at) ? at + 1 : at;
  }

  private boolean isSeparator(int at) {
    return isSpace(at) || isHyphen(at);
  }

  private boolean isHyphen(int at) {
    return at < text.length() && "-\u2010\u2011\u2012\u2013\u2212".indexOf(text.charAt(at)) >= 0;
  }

  private boolean isSpace(int at) {
    return at < text.length() && " \u00a0\u2009\u202f".indexOf(text.charAt(at)) >= 0;
  }

  private boolean isDigit(int at) {
    return at < text.length() && PersonalText.isDigit(text.charAt(at));
  }

  private boolean isWord(int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  // Whole numbers only: no part of a decimal, a time of day, an address or a serial number.
  private boolean beginsAt(int at) {
    if (at == 0) {
      return true;
    }
    return switch (text.charAt(at - 1)) {
      case '_' -> false;
      case '.', ':' -> at == 1 || !isDigit(at - 2);
      case '/', '+' -> !isWord(at - 2);
      case '-' -> !isWord(at - 2) || context.saysCpr(at);
      default -> !isWord(at - 1);
    };
  }

  private boolean endsAt(int at) {
    if (at >= text.length()) {
      return true;
    }
    return switch (text.charAt(at)) {
      case '_', '@', '+', '=' -> false;
      case '.', ':', '-' -> !isWord(at + 1);
      case '/' -> !isWord(at + 1);
      default -> !isWord(at);
    };
  }

  private static boolean isOfBase64(char c) {
    return Character.isLetterOrDigit(c) || c == '/' || c == '+' || c == '=';
  }
}
