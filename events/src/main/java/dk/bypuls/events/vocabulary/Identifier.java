package dk.bypuls.events.vocabulary;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What identifies a device or a vehicle of a person, and so never leaves ingest as it is. */
public enum Identifier {
  /** The address of a radio, such as of a phone. */
  MAC("mac") {
    @Override
    boolean isWhole(String bare) {
      return bare.length() == 12 && bare.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
  },
  /** The number plate of a vehicle. */
  PLATE("plate") {
    @Override
    boolean isWhole(String bare) {
      return bare.length() >= 2
          && bare.length() <= 12
          && bare.chars().allMatch(Character::isLetterOrDigit);
    }
  },
  /** The number of a card, such as for travel, payment or access. */
  CARD("card") {
    @Override
    boolean isWhole(String bare) {
      return bare.length() >= 4
          && bare.length() <= 32
          && bare.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  };

  private static final int LONGEST_WRITTEN = 64;

  private final String id;

  Identifier(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  public static Optional<Identifier> find(String id) {
    return Arrays.stream(values()).filter(identifier -> identifier.id.equals(id)).findFirst();
  }

  /**
   * The one form of it, however it is written: without separators, in one case; empty if this is
   * none.
   */
  public Optional<String> plain(String written) {
    if (written.length() > LONGEST_WRITTEN) {
      return Optional.empty();
    }
    StringBuilder bare = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (!isSeparator(c)) {
        bare.append(c);
      }
    }
    String plain = bare.toString();
    if (!isWhole(plain)) {
      return Optional.empty();
    }
    return Optional.of(
        this == MAC ? plain.toLowerCase(Locale.ROOT) : plain.toUpperCase(Locale.ROOT));
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c) || c == '\u00a0' || c == ':' || c == '-' || c == '.';
  }

  abstract boolean isWhole(String bare);
}
