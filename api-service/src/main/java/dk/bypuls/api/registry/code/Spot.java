package dk.bypuls.api.registry.code;

/** A place in a file; line and column count from one. */
public record Spot(String file, int line, int column) {

  static Spot of(String file, YamlNode node) {
    return new Spot(file, node.line(), node.column());
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
