package dk.bypuls.client.generate;

import dk.bypuls.client.generate.Model.Field;
import dk.bypuls.client.generate.Model.Operation;
import dk.bypuls.client.generate.Shape.ListOf;
import dk.bypuls.client.generate.Shape.MapOf;
import dk.bypuls.client.generate.Shape.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the contract of the open API. */
final class ContractReader {

  private static final Pattern IN_PATH = Pattern.compile("\\{([a-z]+)}");
  private static final List<String> READABLE = List.of("application/json", "application/geo+json");
  private static final String STREAM = "text/event-stream";

  private final Map<String, Object> document;
  private final List<Model.Type> types = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();

  private ContractReader(Map<String, Object> document) {
    this.document = document;
  }

  static Model read(Map<String, Object> document) {
    ContractReader reader = new ContractReader(document);
    map(map(document, "components"), "schemas")
        .forEach((name, schema) -> reader.type(name, asMap(schema)));
    map(document, "paths").forEach((path, item) -> reader.path(path, asMap(item)));
    return new Model(List.copyOf(reader.types), List.copyOf(reader.operations));
  }

  private void path(String path, Map<String, Object> item) {
    Map<String, Object> get = map(item, "get");
    if (!list(get, "tags").contains("open")) {
      return;
    }
    Map<String, Object> content = map(resolved(map(map(get, "responses"), "200")), "content");
    String id = text(get, "operationId");
    Optional<String> readable = READABLE.stream().filter(content::containsKey).findFirst();
    if (readable.isPresent()) {
      String title = Character.toUpperCase(id.charAt(0)) + id.substring(1);
      Shape answer = shape(title + "Answer", map(map(content, readable.get()), "schema"));
      operations.add(operation(id, path, get, answer));
    } else if (content.containsKey(STREAM)) {
      operations.add(operation(id, path, get, null));
    }
  }

  private Operation operation(
      String id, String path, Map<String, Object> get, @Nullable Shape answer) {
    List<Field> parameters =
        list(get, "parameters").stream()
            .map(ContractReader::asMap)
            .map(this::resolved)
            .filter(parameter -> text(parameter, "in").equals("query"))
            // A client of this kind reads one form.
            .filter(parameter -> !text(parameter, "name").equals("format"))
            .map(
                parameter ->
                    new Field(
                        text(parameter, "name"),
                        written(shape("", map(parameter, "schema"))),
                        false,
                        text(parameter, "description")))
            .toList();
    List<String> inPath = IN_PATH.matcher(path).results().map(found -> found.group(1)).toList();
    return new Operation(id, text(get, "summary"), path, inPath, parameters, answer);
  }

  private static Shape written(Shape shape) {
    return shape instanceof Shape.Anything ? new Shape.Written() : shape;
  }

  private void type(String name, Map<String, Object> schema) {
    List<Object> required = list(schema, "required");
    List<Field> fields = new ArrayList<>();
    map(schema, "properties")
        .forEach(
            (field, of) -> {
              Map<String, Object> its = asMap(of);
              boolean isNullable = its.get("type") instanceof List;
              fields.add(
                  new Field(
                      field,
                      shape(name + title(field), its),
                      required.contains(field) && !isNullable,
                      text(its, "description")));
            });
    types.add(new Model.Type(name, text(schema, "description"), fields));
  }

  /**
   * The shape of a schema.
   *
   * @param name of the type that is made where it is an object of its own
   */
  private Shape shape(String name, Map<String, Object> schema) {
    if (schema.get("$ref") instanceof String reference) {
      return new Named(reference.substring(reference.lastIndexOf('/') + 1));
    }
    return switch (typeOf(schema)) {
      case "string" -> textual(schema);
      case "integer" -> new Shape.Whole();
      case "number" -> new Shape.Decimal();
      case "boolean" -> new Shape.Flag();
      case "array" -> new ListOf(shape(name + "Item", map(schema, "items")));
      case "object" -> object(name, schema);
      default -> new Shape.Anything();
    };
  }

  private static Shape textual(Map<String, Object> schema) {
    return text(schema, "format").equals("date-time")
        ? new Shape.Moment()
        : new Shape.Text(list(schema, "enum").stream().map(String::valueOf).toList());
  }

  private Shape object(String name, Map<String, Object> schema) {
    if (schema.containsKey("properties") && !name.isEmpty()) {
      type(name, schema);
      return new Named(name);
    }
    return schema.get("additionalProperties") instanceof Map<?, ?> each
        ? new MapOf(shape(name + "Value", asMap(each)))
        : new Shape.Anything();
  }

  private static String typeOf(Map<String, Object> schema) {
    Object type = schema.get("type");
    return type instanceof List<?> several ? String.valueOf(several.get(0)) : String.valueOf(type);
  }

  private Map<String, Object> resolved(Map<String, Object> node) {
    if (!(node.get("$ref") instanceof String reference)) {
      return node;
    }
    Map<String, Object> found = document;
    for (String step : reference.substring(2).split("/", -1)) {
      found = map(found, step);
    }
    return found;
  }

  private static String title(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Map<String, Object> map(Map<String, Object> of, String name) {
    return Stream.ofNullable(of.get(name)).map(ContractReader::asMap).findFirst().orElse(Map.of());
  }

  @SuppressWarnings("unchecked") // what the YAML parser gives
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // the same
  private static List<Object> list(Map<String, Object> of, String name) {
    return (List<Object>) Objects.requireNonNullElse(of.get(name), List.of());
  }

  private static String text(Map<String, Object> of, String name) {
    return String.valueOf(of.getOrDefault(name, "")).strip().replaceAll("\\s+", " ");
  }
}
