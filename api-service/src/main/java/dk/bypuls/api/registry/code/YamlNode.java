package dk.bypuls.api.registry.code;

import java.util.List;

/**
 * A piece of YAML that knows where it stands, in a tenth of the memory of SnakeYAML's own nodes.
 *
 * <p>Lines and columns count from one.
 */
sealed interface YamlNode {

  int line();

  int column();

  /**
   * A single value, as it was written.
   *
   * @param isPlain whether without quotation marks
   */
  record Scalar(String text, boolean isNull, boolean isPlain, int line, int column)
      implements YamlNode {

    Scalar(String text, boolean isNull, int line, int column) {
      this(text, isNull, true, line, column);
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {}

  /** Keys and values, in their order; a key may be there twice. */
  record Mapping(List<Pair> pairs, int line, int column) implements YamlNode {}

  /** A key with its value. */
  record Pair(YamlNode key, YamlNode value) {}
}
