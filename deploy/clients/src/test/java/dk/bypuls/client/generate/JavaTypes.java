package dk.bypuls.client.generate;

import dk.bypuls.client.generate.Model.Field;
import dk.bypuls.client.generate.Model.Operation;
import dk.bypuls.client.generate.Shape.ListOf;
import dk.bypuls.client.generate.Shape.MapOf;
import dk.bypuls.client.generate.Shape.Named;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the contract as Java. */
final class JavaTypes {

  /** What Java keeps for itself. */
  private static final Map<String, String> RENAMED = Map.of("public", "isPublic", "new", "isNew");

  private static final List<String> MAY_BE_NEEDED =
      List.of(
          "com.fasterxml.jackson.annotation.JsonProperty",
          "com.fasterxml.jackson.databind.JsonNode",
          "java.math.BigDecimal",
          "java.time.Instant",
          "java.util.List",
          "java.util.Map",
          "org.jspecify.annotations.Nullable");

  private JavaTypes() {}

  static String of(Model model) {
    String body =
        model.types().stream().map(JavaTypes::record).collect(Collectors.joining())
            + model.operations().stream().map(JavaTypes::question).collect(Collectors.joining());
    return "package dk.bypuls.client;\n"
        + MAY_BE_NEEDED.stream()
            .filter(name -> body.contains(name.substring(name.lastIndexOf('.') + 1)))
            .map("import %s;\n"::formatted)
            .collect(Collectors.joining())
        + """

        /** What the open API understands and answers. Made by ClientsTest from its contract; not to be edited. */
        public final class Contract {

          private Contract() {}
        """
        + body
        + "}\n";
  }

  private static String record(Model.Type type) {
    return about(type.about().isEmpty() ? type.name() + "." : type.about())
        + "public record "
        + type.name()
        + "("
        + type.fields().stream().map(JavaTypes::component).collect(Collectors.joining(", "))
        + ") {}\n";
  }

  private static String component(Field field) {
    String name = RENAMED.getOrDefault(field.name(), field.name());
    String renamed = name.equals(field.name()) ? "" : "@JsonProperty(\"" + field.name() + "\") ";
    return renamed + (field.required() ? "" : "@Nullable ") + type(field.shape()) + " " + name;
  }

  private static String question(Operation operation) {
    String name = operation.title();
    String answer = operation.answer() == null ? "String" : type(operation.answer());
    String constructor =
        "public %s(%s) { super(%s, %s.class); }\n"
            .formatted(
                name,
                operation.inPath().stream()
                    .map(part -> "String " + part)
                    .collect(Collectors.joining(", ")),
                path(operation.path()),
                answer);
    return about(operation.about() + ".")
        + "public static final class %s extends Question<%s, %s> {\n".formatted(name, answer, name)
        + constructor
        + "@Override protected %s self() { return this; }\n".formatted(name)
        + operation.parameters().stream()
            .map(parameter -> setter(name, parameter))
            .collect(Collectors.joining())
        + "}\n";
  }

  private static String setter(String question, Field parameter) {
    boolean several = parameter.shape() instanceof ListOf;
    Shape one = parameter.shape() instanceof ListOf list ? list.each() : parameter.shape();
    String argument = several ? "(Object[]) " + camel(parameter.name()) : camel(parameter.name());
    return about(parameter.about().isEmpty() ? "Asks for it." : parameter.about())
        + "public %s %s(%s%s %s) { return with(\"%s\", %s); }\n"
            .formatted(
                question,
                camel(parameter.name()),
                type(one),
                several ? "..." : "",
                camel(parameter.name()),
                parameter.name(),
                argument);
  }

  private static String camel(String name) {
    String[] words = name.split("_", -1);
    return words[0]
        + List.of(words).subList(1, words.length).stream()
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }

  private static String path(String path) {
    String joined = path.replaceAll("\\{([a-z]+)}", "\" + part($1) + \"");
    return ("\"" + joined + "\"").replace(" + \"\"", "");
  }

  private static String about(String text) {
    String[] sentences = text.replace("*/", "").split("(?<=[.]) ", 2);
    return "\n/** "
        + sentences[0]
        + (sentences.length > 1 ? "\n * <p>" + sentences[1] : "")
        + " */\n";
  }

  private static String type(Shape shape) {
    if (shape instanceof Named named) {
      return named.name();
    } else if (shape instanceof ListOf list) {
      return "List<" + type(list.each()) + ">";
    } else if (shape instanceof MapOf map) {
      return "Map<String, " + type(map.each()) + ">";
    } else if (shape instanceof Shape.Text) {
      return "String";
    } else if (shape instanceof Shape.Moment) {
      return "Instant";
    } else if (shape instanceof Shape.Whole) {
      return "Long";
    } else if (shape instanceof Shape.Decimal) {
      return "BigDecimal";
    }
    return shape instanceof Shape.Flag
        ? "Boolean"
        : shape instanceof Shape.Written ? "Object" : "JsonNode";
  }
}
