package dk.bypuls.api.registry.code;

/** Something wrong in a file: where, what, and what to do. */
public record Finding(String file, int line, int column, String message) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
