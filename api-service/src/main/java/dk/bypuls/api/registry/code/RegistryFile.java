package dk.bypuls.api.registry.code;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A registry file as it was sent.
 *
 * @param text what is in it; absent where its bytes are sent
 * @param data its bytes, for a table or a script, whose encoding is found out here
 */
@SuppressWarnings("ArrayRecordComponent") // as it comes in JSON, and nobody compares
public record RegistryFile(String name, @Nullable String text, byte @Nullable [] data) {

  public RegistryFile(String name, String text) {
    this(name, text, null);
  }

  /** What is written in it. */
  String content() {
    if (text != null) {
      return text;
    }
    return data == null ? "" : Encodings.decode(data);
  }

  /** Whether its name ends so, in whatever letters. */
  boolean isNamed(String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
