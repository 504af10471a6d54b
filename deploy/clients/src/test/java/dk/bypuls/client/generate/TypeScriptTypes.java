package dk.bypuls.client.generate;

import dk.bypuls.client.generate.Model.Field;
import dk.bypuls.client.generate.Model.Operation;
import dk.bypuls.client.generate.Shape.ListOf;
import dk.bypuls.client.generate.Shape.MapOf;
import dk.bypuls.client.generate.Shape.Named;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the contract as TypeScript. */
final class TypeScriptTypes {

  private TypeScriptTypes() {}

  static String of(Model model) {
    return "// What the open API understands and answers. Made by ClientsTest from its contract; not to be edited.\n"
        + model.types().stream().map(TypeScriptTypes::type).collect(Collectors.joining())
        + model.operations().stream()
            .filter(operation -> !operation.parameters().isEmpty())
            .map(TypeScriptTypes::parameters)
            .collect(Collectors.joining())
        + "\n/** All that may be asked: what it is asked with, and what it answers. */\nexport interface Operations {\n"
        + model.operations().stream().map(TypeScriptTypes::operation).collect(Collectors.joining())
        + "}\n\nexport const paths = {\n"
        + model.operations().stream()
            .map(operation -> "  %s: \"%s\",\n".formatted(operation.id(), operation.path()))
            .collect(Collectors.joining())
        + "} as const;\n";
  }

  private static String type(Model.Type type) {
    return interfaceOf(type.name(), type.about(), type.fields());
  }

  private static String parameters(Operation operation) {
    return interfaceOf(operation.title() + "Query", "", operation.parameters());
  }

  private static String interfaceOf(String name, String about, List<Field> fields) {
    return "\n"
        + (about.isEmpty() ? "" : "/** " + about + " */\n")
        + "export interface "
        + name
        + " {\n"
        + fields.stream().map(TypeScriptTypes::field).collect(Collectors.joining())
        + "}\n";
  }

  private static String field(Field field) {
    return (field.about().isEmpty() ? "" : "  /** " + field.about() + " */\n")
        + "  %s%s: %s;\n"
            .formatted(field.name(), field.required() ? "" : "?", type(field.shape(), field));
  }

  private static String operation(Operation operation) {
    String path =
        operation.inPath().isEmpty()
            ? ""
            : operation.inPath().stream()
                .map(part -> part + ": string")
                .collect(Collectors.joining("; ", "{ ", " }"));
    String query = operation.parameters().isEmpty() ? "" : operation.title() + "Query";
    String given =
        Stream.of(path, query).filter(part -> !part.isEmpty()).collect(Collectors.joining(" & "));
    return "  /** %s. */\n  %s: { given: %s; answer: %s };\n"
        .formatted(
            operation.about(),
            operation.id(),
            given.isEmpty() ? "Record<string, never>" : given,
            operation.answer() == null ? "never" : type(operation.answer()));
  }

  /** What may be absent in the contract may also be null there. */
  private static String type(Shape shape, Field field) {
    return type(shape) + (field.name().equals("next") ? " | null" : "");
  }

  private static String type(Shape shape) {
    if (shape instanceof Named named) {
      return named.name();
    } else if (shape instanceof ListOf list) {
      String each = type(list.each());
      return each.contains(" ") ? "(" + each + ")[]" : each + "[]";
    } else if (shape instanceof MapOf map) {
      return "Record<string, " + type(map.each()) + ">";
    } else if (shape instanceof Shape.Text text) {
      return text.choice().isEmpty()
          ? "string"
          : text.choice().stream()
              .map(choice -> "\"" + choice + "\"")
              .collect(Collectors.joining(" | "));
    } else if (shape instanceof Shape.Moment) {
      return "string";
    } else if (shape instanceof Shape.Whole || shape instanceof Shape.Decimal) {
      return "number";
    }
    return shape instanceof Shape.Flag
        ? "boolean"
        : shape instanceof Shape.Written ? "string | number" : "unknown";
  }
}
