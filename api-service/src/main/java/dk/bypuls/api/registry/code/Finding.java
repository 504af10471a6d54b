package dk.bypuls.api.registry.code;

import com.fasterxml.jackson.annotation.JsonInclude;
import dk.bypuls.events.registry.Text;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a file: where, what, and what to do.
 *
 * @param message in English
 * @param code what programs know it by; absent where only a file can have it
 * @param text the same in both languages; absent where the code is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    String file, int line, int column, String message, @Nullable String code, @Nullable Text text) {

  Finding(Spot spot, String message) {
    this(spot.file(), spot.line(), spot.column(), message, null, null);
  }

  Finding(Spot spot, Said said) {
    this(spot.file(), spot.line(), spot.column(), said.english(), said.code(), said.text());
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
